"""Every zone of a page read into claims: lines beside the headline, named fields, metas, texts.

Nothing is decided here: a zone says what it states and how strongly its place and rule speak.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from transforms.clean.bylines import read_bylines
from transforms.clean.claims import Claim, Field, Said
from transforms.clean.credits import read_credit_line
from transforms.clean.names import NO_NAME, is_person, split_names
from transforms.clean.outlets import is_outlet, split_origins
from transforms.clean.roles import EMPTY, ROLE, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

DATE = re.compile(
    r"(?:发布于|发表于|发布时间|发布日期|发表时间|时间|日期)?\s*[：:]?\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s*"
    r"(?:[（(]?(?:星期|周|週).[）)]?)?\s*(?:[上下]午)?\s*(?:\d{1,2}\s*[:：时]\s*\d{0,2}\s*(?:[:：分]\s*\d{0,2}秒?)?)?"
    r"|(?<![\d-])\d{1,2}(?:-|月)\d{1,2}日?\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
)
NOISE = re.compile(
    r"^(?:https?:\S*|www\.\S*|[\d\s:：|/()（）,.\-]+|原创|\+?\s*关注.*|正文|字号.*|大|中|小|A[+-]?|分享.*|评论.*|收藏|打印|举报|未知|微博|微信|阅读.*|浏览.*|"
    r"已?发布|北京时间|首页|\[?整理\]?|我要.*|.*条评论|.*人参与|新闻|要闻|国内|国际|社会|财经|图片|视频|专题|登录|注册|搜索|QQ.*|编辑|来源|作者|来自.*|.*次|.*官方账号|(?:听|看|相关|热点|更多|最新|推荐)新闻|"
    r"(?:最[后後])?更新(?:[于於])?|(?:[发發][布佈]|上[传傳]|修改)(?:[于於])?|By|by|(?:\d+\s*)?min|read|Updated|Published|Posted|(?:社会|国内|国际|财经|本地|体育|娱乐|民生|综合|滚动|社會|國際)(?:新闻|要闻|资讯|動態|动态))$"
)
OTHER_AUTHOR = re.compile(r"@|\.com|\.cn|^\d+$|name\b", re.IGNORECASE)
TITLED = re.compile(
    r"(?:[\u4e00-\u9fff·]{2,10}\s?)?(?:首席|特约|资深|高级|本报|本网)?(?:评论员|撰稿人|记者|主笔)\s+"
    r"(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、]+[\u4e00-\u9fff·]{2,4}){0,3})"
)
"""A line of its own beside the headline that is a post and names: pen names count as well."""
CUT_SHORT = re.compile(r"[，。,].*(?:…|\.{3})$")
"""Below an article, prose cut short is the teaser of another: its byline is not this article's."""
LETTER_SIZE = re.compile(r"[【\[(（]?字\s*[号体](?:大小)?[：:\s]*[大中小\s|]*[】\])）]?")
BARE_EDGES = " ：:·-—_[]【】()（）"
TOKENS = re.compile(r"\s{2,}|[|｜丨]|\s")
MAX_LINE, MAX_CREDIT_LINE, MAX_NAME, MAX_TITLED, MAX_RAW = 220, 120, 20, 30, 200


STRENGTHS: dict[str, tuple[int, int, int]] = {
    # kind of evidence: as (origin, reporter, editor); others are taken together from everywhere.
    # A label beside the headline is what the outlet stands for; a class name is the template's
    # word for whatever stands there; metas are written by machines that know the uploader.
    "head": (90, 90, 90),
    "titled": (0, 88, 0),
    "text": (0, 80, 50),
    "signed": (0, 78, 0),
    "tail": (70, 70, 80),
    "beside_outlet": (0, 66, 0),
    "field": (80, 60, 70),
    "bare": (60, 90, 0),
    "meta": (50, 50, 60),
    "account": (40, 0, 0),
    "headline": (0, 20, 0),
}
COMMENTATOR = re.compile(r"^([\u4e00-\u9fff]{2,8}评论员)\s*[：:]")


def read_claims(
    stated: list[dict[str, Any]], credit_blocks: list[str], texts: list[str], headline: str | None
) -> list[Claim]:
    """Claims of origin and people, in the order in which a reader meets them.

    ``stated`` are the item's credits, ``credit_blocks`` lines labelled credit or editor, ``texts``
    the paragraphs of the article. The author of a saved file never counts.
    """
    claims: list[Claim] = []
    for one in stated:
        raw, where = (one.get("raw") or "")[:MAX_LINE], one.get("where") or ""
        if raw and not where.startswith("front_matter") and raw != headline:
            claims += _read_stated(raw, where)
    for line in credit_blocks:
        if len(line) <= MAX_LINE:
            claims += _claims(read_credit_line(line), line, "block", "tail")
    for text, said in read_bylines(texts):
        kind = "signed" if said.rule == "signed" else "text"
        claims += _claims([said], text, "text", kind)
    if headline and (column := COMMENTATOR.match(headline)):
        said = Said("reporter", column.group(1), "commentator")
        claims += _claims([said], headline, "headline", "headline")
    return claims


def _claims(said: Iterable[Said], raw: str, place: str, kind: str) -> list[Claim]:
    origin, reporter, editor = STRENGTHS[kind]
    strengths: dict[Field, int] = {"origin": origin, "editor": editor}
    return [
        Claim(
            one.field,
            one.value,
            raw[:MAX_RAW],
            place,
            one.rule,
            strengths.get(one.field, reporter),
        )
        for one in said
    ]


def _read_stated(raw: str, where: str) -> list[Claim]:
    kind, _, rest = where.partition(":")
    place = rest.partition(":")[0]
    if kind != "visible":
        return _read_meta(raw, where, place)
    if place == "tail":
        if len(raw) <= MAX_CREDIT_LINE and not CUT_SHORT.search(raw):
            return _claims(read_credit_line(raw), raw, where, "tail")
        return []
    if place in ("head", "above"):
        return _read_head(raw, where) if len(raw) <= MAX_CREDIT_LINE else []
    return _read_field(raw, where, place)


def _read_head(raw: str, where: str) -> list[Claim]:
    """A line between headline and text, or just above the headline."""
    claims = _claims(read_credit_line(raw), raw, where, "head")
    if len(raw) <= MAX_TITLED and (titled := TITLED.fullmatch(raw)):
        names = [n for n in split_names(titled["names"]) if NO_NAME.search(n) is None]
        claims += _claims([Said("reporter", n, "titled") for n in names], raw, where, "titled")
    if DATE.search(raw):
        rest = DATE.sub("  ", LETTER_SIZE.sub(" ", raw))
        first_role = ROLE.search(rest)
        tokens = TOKENS.split(rest[: first_role.start()] if first_role else rest)
        claims += _read_beside_date([t.strip(BARE_EDGES) for t in tokens], raw, where)
    elif _is_alone(raw) and where.startswith("visible:head"):
        claims += _claims([Said("origin", raw, "outlet_alone")], raw, where, "bare")
    return claims


def _is_alone(raw: str) -> bool:
    """A line beside the headline that is the name of an outlet."""
    return len(raw) <= 14 and is_outlet(raw) and NOISE.match(raw) is None


def _read_beside_date(tokens: list[str], raw: str, where: str) -> list[Claim]:
    """The first word beside a date that may be a name, and who stands behind an outlet."""
    claims: list[Claim] = []
    for position, name in enumerate(tokens):
        outlet, slash, person = name.replace("／", "/").rpartition("/")
        if slash and is_person(person):  # 上報快訊／范姜佳鈺
            claims += _claims([Said("reporter", person, "slashed")], raw, where, "bare")
            name = outlet
        if (
            not 2 <= len(name) <= MAX_NAME
            or NOISE.match(name)
            or UNKNOWN.match(name)
            or EMPTY.match(name)
            or "：" in name  # 发布者：宣传部 names another role
        ):
            continue
        names = split_origins(name)
        claims += _claims([Said("origin", n, "beside_date") for n in names], raw, where, "bare")
        after = next(filter(None, tokens[position + 1 :]), "")
        if any(map(is_outlet, names)) and _is_full_name(after):
            said = Said("reporter", after, "beside_outlet")
            claims += _claims([said], raw, where, "beside_outlet")
        break
    return claims


def _is_full_name(text: str) -> bool:
    """南方都市报 张宗兴 2014-03-16: behind an outlet, a full name can only be the author's."""
    return len(text) == 3 and is_person(text) and not text.endswith(tuple("省市县区州镇乡村"))


def _read_field(raw: str, where: str, role: str) -> list[Claim]:
    """An element whose class names a role; the words in it have the last say."""
    if ROLE.search(raw):
        return _claims(read_credit_line(raw), raw, where, "head")
    text = raw.strip(" ：:|")
    if DATE.search(raw) or NOISE.match(text) or UNKNOWN.match(text) or EMPTY.match(text):
        return []
    people = [name for name in split_names(text) if is_person(name)]
    if role == "source":
        if len(text) > MAX_NAME:
            return []
        said = [Said("origin", name, "named_element") for name in split_origins(text)]
    elif role == "editor":
        said = [Said("editor", name, "named_element") for name in people]
    elif people:
        said = [Said("reporter", name, "named_element") for name in people]
    elif len(text) <= MAX_NAME:
        said = [Said("origin", name, "account") for name in split_origins(text)]
        return _claims(said, raw, where, "account")
    else:
        return []
    return _claims(said, raw, where, "field")


def _read_meta(raw: str, where: str, role: str) -> list[Claim]:
    """Metas, JSON-LD, script values."""
    if ("：" in raw or ":" in raw) and ROLE.search(raw):
        return _claims(read_credit_line(raw), raw, where, "meta")
    people = [name for name in split_names(raw) if is_person(name)]
    if role == "source":
        said = [Said("origin", name, "machine") for name in split_origins(raw)]
    elif role == "editor":
        said = [Said("editor", name, "machine") for name in people]
    elif role == "author" and not OTHER_AUTHOR.search(raw):
        said = [Said("reporter", name, "machine") for name in people]
        if not people and is_outlet(raw):
            said = [Said("origin", name, "account") for name in split_origins(raw)]
            return _claims(said, raw, where, "account")
    else:
        return []
    return _claims(said, raw, where, "meta")
