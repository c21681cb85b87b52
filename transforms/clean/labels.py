"""What kind of block a line is, and the rule that says so. Anchored patterns only: one pass, fast.

``label_block`` judges one block on its own; ``blocks`` puts the judgements in context.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Label(NamedTuple):
    label: str
    rule: str


OPEN = r"^[\s【\[（(〔<《“\"'*•·●■□▲◆★☆▶>»—\-|]*"
CREDIT_WORDS = (
    r"(?:本文|网络|值班|执行|实习|新媒体|首席|网页|文字|图片|视频|稿件|信息|文章|新闻|资料|内容|图文|本期)?\s*"
    r"(?:来\s*源|來源|稿源|作\s*者|记\s*者|記者|通\s*讯\s*员|责\s*任\s*编\s*[辑审審]|責任編輯|责\s*编|编\s*辑|編輯|选稿|编审|校\s*对|审\s*核|监\s*制|"
    r"初审|复审|终审|一审|二审|三审|审校|审读|策划|统筹|撰文|撰稿|采写|执笔|摄影|摄像|供图|供稿|图片?|文字?|出处|设计|制图|制作|剪辑|主编|总编辑|翻译|编译|"
    r"发布者|发布单位|信息提供|签发)"
)
RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (label, rule, re.compile(pattern, re.IGNORECASE))
    for label, rule, pattern in (
        (
            "editor",
            "editor_line",
            OPEN
            + r"(?:本文|网络|值班|执行|实习|新媒体|首席|网页|本期|图文)?\s*(?:责\s*任\s*编\s*[辑审審]|責任編輯|责\s*编|编\s*辑|編輯|选稿|编审)\s*(?:人员)?\s*[：:｜|丨︱/／].{0,80}$",
        ),
        (
            "credit",
            "original_headline",
            OPEN
            + r"(?:本文|文章)?(?:原标题|原題|原题|原標題)\s*(?:为|為|是)?\s*[：:《“\"].{0,200}$",
        ),
        (
            "credit",
            "credit_line",
            OPEN
            + CREDIT_WORDS
            + r"(?:\s*[/／、&]\s*"
            + CREDIT_WORDS
            + r")*\s*[：:｜|丨︱].{0,100}$",
        ),
        (
            "credit",
            "staff_row",
            OPEN
            + r"(?:[\u4e00-\u9fff]{0,4}(?:编辑|责编|校对|审核|监制|审签|编审|摄影|通讯员|记者)\s*[/／]\s*[\u4e00-\u9fff·\s]{2,12}){1,6}$",
        ),
        ("credit", "written_by", OPEN + r"(?:文|图|文图|图文|撰文|摄影)\s*[/／|｜丨︱:：].{1,60}$"),
        (
            "credit",
            "end_mark",
            r"^\s*[（(【]?\s*(?:完|全文完|本文完|END|end|The End)\s*[）)】]?\s*$",
        ),
        ("credit", "error_report", r"^\s*(?:【?纠错】?|\+1|返回(?:首页|顶部)|我要纠错)\s*$"),
        (
            "disclaimer",
            "disclaimer",
            OPEN
            + r"(?:本[站网报刊]|平台|特别|郑重|法律|版权|权利|重要|免责|风险|编者|本文|转载|免責|平臺|作者|[\u4e00-\u9fff]{2,4})?(?:声明|聲明|提示|申明|免责|说明)\s*[：:].{5,}$",
        ),
        (
            "disclaimer",
            "disclaimer_head",
            OPEN
            + r"(?:免责声明|版权声明|特别声明|郑重声明|免責聲明|风险提示|法律声明|权利声明|本站声明)\s*[：:】\]）)]*\s*$",
        ),
        (
            "disclaimer",
            "opinion_only",
            OPEN
            + r".{0,40}(?:仅代表作者|不代表(?:本|平台|.{2,8})(?:站|网|刊|报|台)?.{0,6}(?:观点|立场)|代表作者本人|观点仅供参考).{0,200}$",
        ),
        (
            "disclaimer",
            "no_reprint",
            r"^.{0,80}(?:未经(?:本[站网]|书面)?.{0,8}(?:授权|许可|允许|同意).{0,20}(?:转载|使用|复制|转发|摘编)|转载请(?:注明|联系|标明)|(?:禁止|谢绝|不得|严禁)(?:擅自)?转载|违者必究|版权(?:归|所有|属)|凡(?:本[网站报]|注明)|如(?:有|涉及|需).{0,10}(?:侵权|版权|转载).{0,20}(?:联系|删除)|侵(?:权)?(?:必)?删|联系删除).{0,200}$",
        ),
        (
            "disclaimer",
            "platform_note",
            OPEN
            + r"(?:以上内容|该文观点|本文(?:系|为|由|经).{0,16}(?:转载|授权|原创|发布|上传|首发|创作|独家)|本内容(?:来自|为|由)|本文首发|内容来自).{0,200}$",
        ),
        (
            "disclaimer",
            "investment",
            r"^.{0,30}(?:投资有风险|入市有风险|不构成(?:任何)?投资建议|据此(?:操作|入市)).{0,80}$",
        ),
        (
            "disclaimer",
            "app_promotion",
            r"^.{0,40}(?:更多(?:原创|精彩|猛料|新闻|内容|资讯|详细)?.{0,12}(?:请?(?:下载|关注|登录|扫描|点击|访问|搜索|敬请)|欢迎)|下载.{0,14}(?:APP|客户端)|打开.{0,12}APP|APP下载|关注.{0,16}(?:公众号|官方微信|微信公众|官方微博|视频号)|扫描?.{0,8}二维码|长按.{0,12}(?:二维码|识别|关注)|微信(?:号|公众号|扫一扫)?\s*[：:]\s*\w+|点击(?:上方|下方|左下|阅读原文|蓝字|标题下|右上|此处|进入|查看)).{0,100}$",
        ),
        (
            "related",
            "related_head",
            OPEN
            + r"(?:相关(?:新闻|阅读|报道|链接|推荐|文章|内容|专题|稿件|资讯|视频|评论)?|延伸阅读|推荐阅读|为[您你]推荐|猜你喜欢|更多(?:新闻|阅读|精彩|推荐|内容|文章|相关|>>)|热门(?:推荐|文章|新闻|评论|阅读|标签|点阅|话题|视频|排行)?|精彩(?:视频|图集|图片|新闻|专题)(?:推荐)?|视频推荐|图集推荐|图片推荐|往期(?:推荐|回顾|精彩|内容)|精彩推荐|编辑推荐|阅读推荐|今日推荐|最新(?:文章|新闻|资讯|评论)|网友评论|评论|精选留言|大家都在看|热点(?:新闻|推荐|排行)?|新闻排行|点击排行|排行榜|其他(?:人|新闻).{0,6}|你可能.{0,6}(?:喜欢|感兴趣)|推广|广告|相關(?:新聞|報導)|延伸閱讀|作者最[近新]文章|猜您喜欢|此前报道|早前报道|前情回顾|阅读下一篇|相关资讯请关注.{0,20})\s*[：:>》】\]）)]*\s*$",
        ),
        (
            "related",
            "related_line",
            OPEN
            + r"(?:相关(?:新闻|阅读|报道|链接|推荐|文章)|延伸阅读|推荐阅读|往期(?:推荐|回顾)|更多阅读|此前报道|早前报道|前情回顾|阅读下一篇|相关资讯请关注|延伸閱讀|相關新聞|点击进入专题|点击进入|进入专题|专题)\s*[：:】\]>].{0,120}$",
        ),
        (
            "related",
            "tags",
            OPEN
            + r"(?:文章)?(?:标签|关键[词字]|关键词|tags?|key\s?words?|標籤|關鍵字)\s*[：:】].{0,150}$",
        ),
        ("related", "enter_topic", r"^\s*(?:点击)?进入[【《“「].{1,30}[】》”」].{0,10}$"),
        (
            "share",
            "share_line",
            OPEN
            + r"(?:分享(?:到|至|给|让更多人|文章|本文|按钮)?|转发(?:到|至)?|收藏|点赞|一键分享|扫一扫|打印(?:本[页文])?|留言|论坛|网摘|手机点评|纠错|E-?mail推荐|推荐给?朋友|【?字[号体][\s：:]*(?:特?大|中|小|\s|[|\[\]])*】?|字体|转播到.{0,8}|字号|【?大\s*中\s*小】?|字体大小|收听|评论\s*\d*|我要(?:评论|分享|投稿)|举报|复制链接|微信扫码|用微信扫|请用微信|使用微信|关闭(?:窗口|本页)?|【?(?:打印|关闭)(?:本页|窗口)?】?|保护视力色|微博|QQ空间|在看|赞|阅读原文|听新闻|语音播报|责任编辑|分享至.{0,10}|\d+人?(?:评论|参与|赞|阅读)|评论\(\d+\)|\[?(?:大|中|小)\]?|放大字体|缩小字体|打赏|赞赏|喜欢(?:作者)?|收藏本文|.{0,6}字体：?.{0,12})[\s：:】\]）)\d|、.]*$",
        ),
        (
            "share",
            "follow_line",
            r"^.{0,24}(?:扫一扫|扫码|二维码|长按识别|轻点两下|分享到(?:朋友圈|微信|微博)|分享至(?:好友|朋友圈)).{0,40}$",
        ),
        (
            "pager",
            "pager",
            r"^[\s【】\[\]()（）]*(?:(?:上一页|下一页|上一篇|下一篇|首页|尾页|末页|余下全文|阅读全文|展开全文|全文阅读|查看全文|点击查看|阅读剩余全文.{0,6}|共\d+页|第\d+页|本文导航|\d{1,3}(?:/\d{1,3})?)[\s：:|>»<«【】\[\]()（）]*)+(?:.{0,60}(?<=篇：).{0,60})?$",
        ),
        (
            "pager",
            "neighbour",
            OPEN + r"(?:上一篇|下一篇|上一条|下一条|前一篇|后一篇)\s*[：:】].{0,120}$",
        ),
        (
            "video",
            "play_count",
            r"^\s*(?:播放(?:数|量|次数)?|观看(?:数|次数)?)\s*[：:]?\s*[\d.,]+万?(?:次)?\s*$",
        ),
        (
            "video",
            "video_player",
            OPEN
            + r"(?:正在(?:加载|播放)|自动播放|视频加载|播放视频|重新播放|您的浏览器(?:暂时)?(?:无法|不支持)|点击播放|视频播放位置|暂停|全屏|倍速|静音|关灯|小窗播放|当前视频|此视频|该视频|Flash).{0,60}$",
        ),
        (
            "nav",
            "position",
            OPEN
            + r"(?:您?(?:的)?(?:当前|现在|所在)(?:的)?位置|位置|首页\s*[>＞»-]|您的位置|當前位置)\s*[：:>＞»]?.{0,80}$",
        ),
        (
            "credit",
            "info_line",
            r"^\s*(?:(?:发布|发表|更新|发稿|发布于|时间|日期|发布时间|发布日期|发表于|最后更新)\s*[：:]?\s*)?(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s*(?:\d{1,2}[:：时]\d{0,2}(?:[:：分]\d{0,2}秒?)?)?(?:\s+.{0,80})?$",
        ),
        (
            "nav",
            "counts",
            OPEN
            + r"(?:浏览|阅读|点击|访问|人气|热度|评论)(?:次数|量|数|率)?\s*[：:]?\s*\d*\s*次?$",
        ),
        (
            "disclaimer",
            "site_footer",
            r"^.{0,80}(?:版权所有|备案号?|ICP[备证]|公网安备|许可证|举报电话|违法和不良信息|copyright|©|all rights reserved).{0,160}$",
        ),
    )
)
QUICK = re.compile(
    # A block without any of these characters or words needs no rule: most paragraphs are done here.
    r"编|編|责|責|来源|來源|稿|作者|记\s*者|記者|通讯员|校|审|监制|策划|统筹|撰|摄|图|文|出处|声明|聲明|免|提示|申明|说明|转载|授权|版权|侵|仅代表|不代表|观点|风险|投资|"
    r"下载|关注|扫|长按|点击|更多|打开|微信|相关|延伸|推荐|猜|热|往期|精|最新|评论|排行|大家|你可能|推广|广告|标签|关键|tags?|专题|分享|转发|收藏|点赞|打印|字|收听|举报|复制|"
    r"关闭|保护|微博|QQ|在看|赞|阅读|听|评|大|喜欢|页|篇|导航|全文|播放|观看|视频|浏览器|暂停|全屏|倍速|静音|位置|首页|发布|更新|时间|日期|(?:19|20)\d\d[-/.年]|浏览|访问|人气|热度|"
    r"备案|ICP|许可|copyright|©|rights|原标题|原题|原標題|END|完|纠错|\+1|返回|内容|凡|据此|条|进入|此前|早前|前情|網|相關|標籤|關鍵|Flash|^[\s\d【】\[\]()（）/|]+$",
    re.IGNORECASE,
)
MAX_RULED = 320
ASIDE_PATH = re.compile(
    r"[.#](?:[\w-]*[-_])?(?:comments?|pinglun|gentie|relat\w*|recommend\w*|tuijian|xiangguan\w*|hotnews|[\w-]*share[\w-]*|copyright\w*|"
    r"disclaimer|statement|mianze\w*|footer|toolbar|qr_?code\w*|erweima|pager|pages?|pagination|page_?nav|crumbs?|breadcrumbs?|tags?|keywords?|"
    r"ad|ads|advert\w*|editor_?info|app_?download|guess\w*|hot_?list|rank\w*|subscribe|reward)(?=[.#\s\[]|$)",
    re.IGNORECASE,
)
SENTENCE = re.compile("[，。；！？]")
ALWAYS_ASIDE = re.compile(
    r"comment|pinglun|gentie|copyright|disclaimer|statement|mianze|relat|recommend", re.IGNORECASE
)
ASIDE_LABELS = (
    ("share", re.compile(r"share|toolbar|qr|erweima|reward|subscribe", re.IGNORECASE)),
    ("pager", re.compile(r"page", re.IGNORECASE)),
    ("disclaimer", re.compile(r"copyright|disclaimer|statement|mianze|footer", re.IGNORECASE)),
    ("nav", re.compile(r"crumb", re.IGNORECASE)),
)
CAPTION_PATH = re.compile(
    r"figcaption|[.#][\w-]*(?:caption|pic_?(?:info|txt|text|desc|title)|img_?(?:info|desc|txt|text|title|wrapper|note)|photo_?(?:info|desc)|tushuo|picture_?desc)",
    re.IGNORECASE,
)
CAPTION_TEXT = re.compile(
    r"^.{2,80}(?:(?:[\u4e00-\u9fff]{2,4}\s*摄(?:影)?|图(?:片)?(?:来源|源)?[：:/／].{1,20}|供图|资料图片?|资料照片|视频截图|网络截图|图据.{1,12}|图源.{1,12})\s*[）)。]?)$|^[\s▲△↑↓◎▼]*(?:图(?:为|\d)|上图|下图|▲|图[：:])|^资料图"
)
SUBHEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def label_block(text: str, path: str) -> Label | None:
    """The label one block's own words or class names give it; None for text of the article."""
    if len(text) <= MAX_RULED and QUICK.search(text) is not None:
        for label, rule, pattern in RULES:
            if pattern.match(text) is not None:
                return Label(label, rule)
    if path and (found := ASIDE_PATH.search(path)) is not None:
        name = found.group()
        if len(text) > 60 and SENTENCE.search(text) and not ALWAYS_ASIDE.search(name):
            return None  # a paragraph under a careless class name
        label = next((label for label, pattern in ASIDE_LABELS if pattern.search(name)), "related")
        return Label(label, "class_name")
    return None


def is_caption(text: str, path: str) -> str | None:
    """The rule by which a block is a caption, or None."""
    if path and CAPTION_PATH.search(path):
        return "caption_class"
    return "caption_text" if len(text) <= 100 and CAPTION_TEXT.match(text) else None
