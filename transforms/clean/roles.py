"""The words that say who did what, as Chinese credit lines print them, and how a value ends.

One pattern finds them all; the name of the group that matched is the role.
"""

from __future__ import annotations

import re

SEPARATOR = r"[:：/／|｜丨︱︳]"
LABELLING = r"(?=\s*[:：/／|｜丨︱︳])"
"""Words that are also ordinary words count only before a colon, slash or bar."""

ROLE_WORDS: tuple[tuple[str, str], ...] = (
    (
        "origin",
        r"""(?:信息|文章|新闻|消息|资料|稿件|本文|内容|图文|原文|素材)?\s*(?:来\s*源|來\s*源)(?:于|自)?
        |稿\s*源|转载自|转自|摘自|原载|出处|供稿单位|发布单位|发布机构|信息提供|来自(?=\s*[:：])""",
    ),
    (
        "checked",
        r"""(?:图片|照片|图表|题图|数据|视频)\s*来\s*源|[初复终一二三]审|审\s*[核稿定]|校\s*对|監\s*製|(?:总\s*)?监\s*制|审\s*签|编\s*审|审\s*读|审\s*校
        |策\s*划|统\s*筹|出\s*品|总\s*编\s*辑|制\s*作|设\s*计|制\s*图|播\s*音|配\s*音|海\s*报|导\s*演
        |值班\s*主任|主\s*编|(?:流程|视觉|美术|图片|版面|视频|数据|运营)\s*编\s*辑|统稿|翻\s*译|签\s*发|视频"""
        + LABELLING,
    ),
    (
        "editor",
        r"""(?:本文|网络|值班|执行|实习|见习|新媒体|首席|网页|助理|本期|图文|责任)?\s*
        (?:责\s*任\s*编\s*[辑審审]|责\s*编|責\s*任\s*編\s*輯|责\s*任\s*編\s*輯|编\s*辑|編\s*輯|选\s*稿)
        (?:人员?)?""",
    ),
    ("both", r"文\s*[/／、+]\s*图|图\s*[/／、+]\s*文|图文|文图|文并[摄图]"),
    ("correspondent", r"(?:本报|本网|特约|职工)?\s*(?:通\s*讯\s*员|通訊員)"),
    (
        "photographer",
        r"""摄\s*影\s*记\s*者|摄\s*影(?:\s*报道)?|供\s*图
        |(?:图\s*片|(?<![\u4e00-\u9fff])图|摄)"""
        + LABELLING,
    ),
    (
        "reporter",
        r"""(?:(?:全媒体?|融媒体?|首席|见习|实习|特约|本报|本网|本台|专栏|特派|现场|摄影|文字|职工
        |新闻|客户端|总台)\s*)*(?:记\s*者|記\s*者)(?:团队|组)?
        |实习生|實習生|作\s*者|撰\s*文|撰\s*稿|执\s*笔|供\s*稿(?:人|者)?|来稿|采\s*写|采\s*编|编\s*写
        |编\s*译|主笔|评论员|(?:文字|(?<![\u4e00-\u9fff])文)"""
        + LABELLING,
    ),
    (
        "other",
        r"""(?:发布|发表|更新|发稿|上传|修改)?\s*(?:时\s*间|日\s*期)|字\s*[体号]|浏览(?:量|次数)?
        |阅读(?:数|量|次数)?|点击(?:数|量|率)?|访问(?:量|次数)?|评论|分享到?|打印|关\s*键\s*[词字]|标\s*签
        |责任部门|参与\s*互动|分类|栏目|人气|热度|调整字体|收藏|纠错|跟贴|阅览""",
    ),
)
FIRST = (
    "信文新消资稿本内图原素来來转摘出供发初复终一二三审校監监总编策统制设播配海导值主翻签视网执"
    "实见首助责責选編特职通摄全融专现客记記實作撰采评更上修时日字浏阅点访分打关标栏人热调收纠跟参流美版数运照题"
)
"""Every role word starts with one of these: most characters of a line are passed over at once."""
ROLE = re.compile(
    f"(?=[{FIRST}])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in ROLE_WORDS) + ")",
    re.VERBOSE,
)
GAP = re.compile(rf"\s*(?P<strong>{SEPARATOR})*\s*")
VALUE_END = re.compile(
    r"""[】\]）)》」\n\t]|(?:19|20)\d\d\s*[-/.年]\s*\d|\d{1,2}:\d\d|https?://|\s[|丨｜]\s|我要|参与互动|扫一扫
    |\bA-|\s[\u4e00-\u9fff]{2,5}\s*[：:]|\s?发自|[/／][\u4e00-\u9fff]{2,8}(?:报道|報導|專訪|[電电])
    |(?:[台臺](?:北|中|南|東)|新北|基隆|桃園|新竹|苗栗|彰化|南投|雲林|嘉義|高雄|屏東|宜蘭|花蓮|澎湖|金門|馬祖|香港|北京|上海|東京|首爾|華盛頓|紐約|倫敦|巴黎)
    (?:\d{1,2}日)(?:綜合)?(?:外電|專電|電|報導)|关注|举报|来自[\u4e00-\u9fff]{2,4}[省市]|返回|查看""",
    re.VERBOSE,
)
EDGES = " \u3000:：|｜丨︱/／-—–,，、;；。.[【(（<>《“”\"'"
EMPTY = re.compile(r"^[\s\d/／|｜:：.·、，,\-—_+A-]*$")
UNKNOWN = re.compile(
    r"""(?:未知|佚名|匿名|不详|网络|互联网|admin\w*|管理员|无|暂无|none|null|unknown|网友|本站编辑
    |小编|来源于?网络)$""",
    re.IGNORECASE | re.VERBOSE,
)
