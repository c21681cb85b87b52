"""Who is credited for what: origin, reporters, correspondents, photographers, editors.

A credit line is cut at its role words; every value is read as the kind its role needs. 记者从…获悉
is no byline, a staff code no name, a site name no author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transforms.clean.names import NO_NAME, is_person, split_names, unique

ROLE_WORDS: tuple[tuple[str, str], ...] = (
    (
        "origin",
        r"(?:信息|文章|新闻|消息|资料|稿件|本文|内容|图文|原文|素材|视频)?\s*(?:来\s*源|來\s*源)(?:于|自)?|稿\s*源|来自|转载自|转自|摘自|原载|出处|供稿单位|发布单位|发布机构|发布者",
    ),
    (
        "checked",
        r"(?:初|复|终|一|二|三)审|审\s*核|校\s*对|監\s*製|监\s*制|审\s*签|编\s*审|审\s*读|审\s*校|策\s*划|统\s*筹|出\s*品|总\s*编辑|制\s*作|设\s*计|制\s*图|视\s*频|播\s*音|配\s*音|海\s*报|导\s*演|值班\s*主任|主\s*编|二审|三审|统稿|翻\s*译|编\s*译|签\s*发",
    ),
    (
        "editor",
        r"(?:本文|网络|值班|执行|实习|见习|新媒体|责任|首席|网页|助理|本期|图文)?\s*(?:责\s*任\s*编\s*[辑審审]|责\s*编|责\s*任\s*編\s*輯|编\s*辑|編\s*輯|选\s*稿)(?:人员?)?",
    ),
    ("correspondent", r"(?:本报|本网|特约|职工)?\s*(?:通\s*讯\s*员|通訊員)"),
    (
        "photographer",
        r"摄\s*影(?:\s*报道)?|摄\s*影\s*记者|图\s*片(?:来源)?|供\s*图|图\s*文|图\s*/\s*文|文\s*/\s*图|文\s*、\s*图|摄",
    ),
    (
        "reporter",
        r"(?:[\u4e00-\u9fff]{0,10}?(?:全媒体?|融媒体?|融媒|报业|首席|见习|实习|特约|本报|本网|客户端|总台|视频|驻[\u4e00-\u9fff]{2,5}|专栏|特派|新闻|日报|晚报|时报|都市报|早报|网|社|报|台))?\s*(?:记\s*者|記\s*者)(?:团队|组)?|实习生|作\s*者|撰\s*文|撰\s*稿|执\s*笔|文字|文\s*案|供\s*稿(?:人|者)?|来稿|采\s*写|整\s*理|编\s*写|主笔|评论员",
    ),
)
ROLE = re.compile(
    "|".join(f"(?P<{name}>{words})" for name, words in ROLE_WORDS)
    + r"|(?P<other>(?:发布|发表|更新|发稿|上传|修改)?\s*(?:时\s*间|日\s*期)|字\s*[体号]|浏览(?:量|次数)?|阅读(?:数|量|次数)?|点击(?:数|量|率)?|访问(?:量|次数)?|评论|分享到?|打印|关\s*键\s*[词字]|标\s*签|责任部门|分类|栏目|人气|热度|调整字体|收藏|纠错|跟贴|阅览)"
)
AFTER_ROLE = re.compile(r"\s*(?:[:：/／|｜丨︱]|(?<=[\s\u3000])|(?=[\s\u3000]))\s*")
VALUE_END = re.compile(
    r"[】\]）)》」\n\t]|(?:19|20)\d\d\s*[-/.年]\s*\d|\d{1,2}:\d\d|https?://|\s[|丨｜]\s|我要|字体|字号|扫一扫|浏览|阅读|点击|评论|分享|打印|\bA-|关注|举报"
)
EMPTY_VALUE = re.compile(r"^[\s\d/／|｜:：.·、，,\-—_+A-]*$")
UNKNOWN = re.compile(
    r"^(?:未知|佚名|匿名|不详|网络|互联网|admin\d*|管理员|无|暂无|none|null|unknown|本站|网友)$",
    re.IGNORECASE,
)
OUTLET = re.compile(
    r"(?:网|报|社|台|频道|客户端|新闻|在线|杂志|周刊|日报|电视|广播|融媒体?|发布|公众号|中心|政府|局|委|办|集团|公司|时报|视窗|之声|头条|号|观察|财经|资讯|media|news|tv|com|\.cn|\.net)\W*$",
    re.IGNORECASE,
)
COMPILED = re.compile(r"综合|綜合")
ORIGIN_SPLIT = re.compile(r"[、，,;；|｜/／]+|\s{2,}|和(?=[《\u4e00-\u9fff]{2,8}(?:报|网|社))")
ORIGIN_TAIL = re.compile(
    r"\s*(?:\[[^\]]{0,10}\]|（[^）]{0,10}）|\([^)]{0,10}\)|责任编辑.*|编辑.*|作者.*|时间.*)$"
)
WRITES, SHOOTS = re.compile(r"文|撰|写"), re.compile(r"图|摄")
SLASHED = re.compile(
    r"(?P<name>[\u3400-\u9fff·]{2,5})\s*[/／]\s*(?P<role>文图|图文|文|图|摄|摄影)(?![\u3400-\u9fff])"
)
MAX_ORIGIN = 40


@dataclass(slots=True)
class Credits:
    """Everything credited, in printed order."""

    origins: list[str] = field(default_factory=list)
    origin_raw: str | None = None
    is_compiled: bool = False
    reporters: list[str] = field(default_factory=list)
    correspondents: list[str] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    original_headline: str | None = None

    def add(self, other: Credits) -> None:
        """Take from ``other`` what is still unknown; people of known roles are joined."""
        if not self.origins and other.origins:
            self.origins, self.origin_raw = other.origins, other.origin_raw
            self.is_compiled = self.is_compiled or other.is_compiled
        self.reporters = self.reporters or other.reporters
        self.correspondents = self.correspondents or other.correspondents
        self.photographers = self.photographers or other.photographers
        self.editors = self.editors or other.editors


def read_credit_line(line: str) -> Credits:
    """Cut one credit line at its role words.

    >>> read_credit_line("来源：综合赣南日报、记者张宗兴/文，记者刘凯/图").photographers
    ['刘凯']
    """
    credits = Credits()
    _read_slashed(line, credits)
    found = list(ROLE.finditer(line))
    for position, match in enumerate(found):
        role = match.lastgroup or "other"
        if role in ("other", "checked"):
            continue
        stop = found[position + 1].start() if position + 1 < len(found) else len(line)
        value = _value(line, match.end(), stop)
        if value is None:
            continue
        if role == "origin":
            _add_origin(value, match.group(), credits, line)
        else:
            _add_people(role, match.group(), value, credits)
    return credits


def _value(line: str, start: int, stop: int) -> str | None:
    """What follows a role word: only after a colon, slash, bar or space."""
    gap = AFTER_ROLE.match(line, start)
    if gap is None:
        # 记者张宗兴, 来源赣南日报: nothing parts the role from its value.
        gap_end = start
    else:
        gap_end = gap.end()
    if gap_end >= stop:
        return None
    value = line[gap_end:stop]
    if end := VALUE_END.search(value):
        value = value[: end.start()]
    value = value.strip(" \u3000:：|｜/／-—,，、;；。[【(（<>《“”\"'")
    return None if EMPTY_VALUE.match(value) else value


def _add_origin(value: str, word: str, credits: Credits, line: str) -> None:
    if credits.origins:
        return
    if COMPILED.match(value):
        credits.is_compiled = True
        value = COMPILED.sub("", value, count=1).strip(" ：:")
    names = split_origins(value)
    if names:
        credits.origins, credits.origin_raw = names, line[:200]
    elif credits.is_compiled:
        credits.origin_raw = line[:200]
    del word


def split_origins(value: str) -> list[str]:
    """Outlets of a 来源 value, brackets and personal names left out."""
    found = []
    for part in ORIGIN_SPLIT.split(value):
        name = ORIGIN_TAIL.sub("", part.strip(" \u3000“”\"'《》【】[]()（）:：")).strip(
            " \u3000“”\"'《》"
        )
        if (
            name
            and not UNKNOWN.match(name)
            and not EMPTY_VALUE.match(name)
            and len(name) <= MAX_ORIGIN
        ):
            found.append(name)
    return unique(found)


def _add_people(role: str, word: str, value: str, credits: Credits) -> None:
    names = [name for name in split_names(value) if _is_credit_name(name)]
    if not names:
        return
    if role == "editor":
        credits.editors = unique(credits.editors + names)
    elif role == "correspondent":
        credits.correspondents = unique(credits.correspondents + names)
    elif role == "photographer":
        if SHOOTS.search(word):
            credits.photographers = unique(credits.photographers + names)
        if WRITES.search(word):
            credits.reporters = unique(credits.reporters + names)
    else:
        credits.reporters = unique(credits.reporters + names)


def _is_credit_name(name: str) -> bool:
    return 1 < len(name) <= 16 and UNKNOWN.match(name) is None and not name.isdigit()


def _read_slashed(line: str, credits: Credits) -> None:
    """张宗兴/文, 刘凯/图: the role stands behind the name."""
    for match in SLASHED.finditer(line):
        name = re.sub(r"^.*?(?:记者|通讯员|作者)", "", match["name"])
        if not is_person(name):
            continue
        if SHOOTS.search(match["role"]):
            credits.photographers = unique([*credits.photographers, name])
        if WRITES.search(match["role"]) or "记者" in line[: match.end()]:
            credits.reporters = unique([*credits.reporters, name])


def is_outlet(text: str) -> bool:
    """Does a bare value beside the date read as the name of an outlet?"""
    return OUTLET.search(text) is not None and 2 <= len(text) <= 24 and NO_NAME.match(text) is None
