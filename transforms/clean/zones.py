"""Every zone of a page read into claims: lines beside the headline, below the text, the text.

Nothing is decided here: a zone says what it states and how strongly its place and rule speak.
What elements and metas are named is read by ``named_fields``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from transforms.clean.bylines import read_bylines
from transforms.clean.claims import Claim, Said
from transforms.clean.credits import read_credit_line
from transforms.clean.named_fields import is_place, read_element, read_machine
from transforms.clean.names import NO_NAME, is_person, split_names
from transforms.clean.outlets import (
    bare_outlet,
    is_column,
    looks_like_outlet,
    names_of_page,
    split_origins,
)
from transforms.clean.roles import ROLE
from transforms.clean.strengths import claims_of
from transforms.clean.strict_bylines import read_affiliated

if TYPE_CHECKING:
    from collections.abc import Collection

DATE = re.compile(
    r"(?=[\d大昨今前半JFMASOND])(?:"
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s*"
    r"(?:[（(]?(?:星期|周|週).[）)]?)?\s*(?:[上下]午)?\s*(?:\d{1,2}\s*[:：时]\s*\d{0,2}\s*(?:[:：分]\s*\d{0,2}秒?)?)?"
    r"|(?<![\d-])\d{1,2}(?:-|月)\d{1,2}日?\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
    r"|(?:大?前|[昨今])[天日晚夜晨早](?:\s*\d{1,2}[:：]\d\d)?|(?:\d+|半)\s*(?:秒|分钟|分鐘|小时|小時|天)前"
    r"|(?<![\d:：])\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?![\d:：])"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)"
)
"""Most characters begin no date: they are passed over at once."""
MAY_DATE = re.compile(r"[\d昨今前]")
TITLED = re.compile(
    r"(?:[\u4e00-\u9fff·]{2,10}\s?)?(?:首席|特约|资深|高级|本报|本网)?(?:评论员|撰稿人|记者|主笔)\s+"
    r"(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、]+[\u4e00-\u9fff·]{2,4}){0,3})"
)
"""A line of its own beside the headline that is a post and names: pen names count as well."""
EMPLOYER = re.compile(
    r"^[\s【（(]*(?![图圖据據由])(?P<outlet>[\u3400-\u9fffA-Za-z·]{2,14}?)(?:\s+|(?=全媒体|首席|见习|实习))?"
    r"(?:全媒体|融媒体?|首席|见习|实习|特约|特派)*\s*(?:记\s*者|記\s*者)\s*[/：:\s]*[\u3400-\u9fff]"
)
COMMENTATOR = re.compile(r"^([\u4e00-\u9fff]{2,8}评论员)\s*[：:]")
CUT = ("…", "...")
CUT_SHORT = re.compile(r"[，。,].*(?:…|\.{3})$")
"""Below an article, prose cut short is the teaser of another: its byline is not this article's."""
STOPS = "。！？"
PROSE = re.compile(r"[。！？][^）)】\]]*\S|，.*[。！？]\s*$")
SHOT = ("摄", "摄影", "攝", "攝影", "供图", "供圖")
MADE = (*SHOT, "提供", "制图", "製圖", "编制", "編製", "绘", "繪", "制表")
CLOSERS = " ）)】]。.\t"
"""The end of a caption names what was made: a picture, a chart; whoever made it did not write."""
WROTE = re.compile(r"文\s*[/／、]|[/／、]\s*文|撰文|撰稿|\s文\s")
PICTURED = re.compile(r"(?:^|[（(\s。])(?:图|圖|图片|供图)\s*[/／：:|｜]\s*[^。]*$")
CAPTION_NAME = re.compile(r"caption|pictext|pic_?info|img_?(?:text|info|note)|photo|figure|tupian")
EMPTY_AUTHOR = re.compile(
    r"(?:作\s*者|[记記]\s*者)\s*[：:]\s*(?=$|[）)】\]|｜]|(?:19|20)\d\d|[^\s：:]{1,2}\s?[^\s：:]{0,3}\s*[：:])"
)
"""作者： with nothing, a date or the next label behind it."""
FOLLOWED = re.compile(r"^(?P<name>\S{2,20})\s+\+?\s*(?:关注|關注|订阅|訂閱|粉丝|\+)(?:\s|$)")
OF_PLATFORM = re.compile(r"[关關]注|[订訂][阅閱]|粉丝|\+|来自|發自|IP")
LIVES_IN = re.compile(r"^(?:来自|發自|IP(?:属地)?[：:]?\s*)\S{2,6}$|\sIP属地[：:]")
"""Platforms print a button to follow and where the uploader is: what they name is an account."""
LETTER_SIZE = re.compile(r"[【\[(（]?字\s*[号號体體](?:大小)?[：:\s]*[大中小\s|]*[】\])）]?")
OWN = re.compile("^(?:原创|原創)[：:]?")
"""A mark of platforms: the one word between it and the date is who wrote it, whatever its shape."""
BARE_EDGES = " ：:·-—_[]【】()（）"
SITE = re.compile("(?:meta|jsonld):site")
NAMED_BY_MACHINE = re.compile("(?:meta|jsonld):(?:source|author)")
TOKENS = re.compile(r"[|｜丨]|\s")
MAX_LINE, MAX_CREDIT_LINE, MAX_TITLED, MAX_ALONE = 220, 120, 30, 14


def read_claims(
    stated: list[dict[str, Any]],
    credit_blocks: list[str],
    texts: list[str],
    headline: str | None,
    title: str | None = None,
    captions: Collection[str] = (),
) -> list[Claim]:
    """Claims of origin and people, in the order in which a reader meets them.

    ``stated`` are the item's credits, ``credit_blocks`` lines labelled credit or editor, ``texts``
    the paragraphs of the article, ``title`` the <title>, ``captions`` those texts that stand below
    a picture: who is named there did not write. The author of a saved file never counts.
    """
    lines = [((one.get("raw") or "")[:MAX_LINE], one.get("where") or "") for one in stated]
    lines = [
        (raw, where)
        for raw, where in lines
        if raw and raw != headline and not where.startswith("front_matter")
    ]
    sites = [raw for raw, where in lines if SITE.match(where)]
    page_names = names_of_page(title, headline, sites)
    named = page_names | {raw for raw, where in lines if NAMED_BY_MACHINE.match(where)}
    shown = "\n".join(raw for raw, where in lines if where.startswith("visible"))
    accounts = _accounts(lines)
    shown = f"{shown}\n{' '.join(page_names)}"
    claims: list[Claim] = []
    for raw, where in lines:
        if where.startswith("visible"):
            claims += _read_line(raw, where, named, accounts)
        else:
            claims += read_machine(raw, where, shown)
    for line in credit_blocks:
        if len(line) <= MAX_LINE:
            claims += _read_labels(line, "block", "tail")
    for text, said in read_bylines(texts):
        if said.field == "reporter" and text in captions and not WROTE.search(text):
            continue
        claims += claims_of([said], text, "text", "signed" if said.rule == "signed" else "text")
    if headline and (column := COMMENTATOR.match(headline)):
        said = Said("reporter", column.group(1), "commentator")
        claims += claims_of([said], headline, "headline", "headline")
    return claims


def _accounts(lines: list[tuple[str, str]]) -> frozenset[str] | None:
    """Names beside a button to follow; None: this is no platform of accounts."""
    shown = [raw for raw, where in lines if where.startswith("visible")]
    if OF_PLATFORM.search("\n".join(shown)) is None:
        return None
    found = {match["name"] for raw in shown if (match := FOLLOWED.match(raw))}
    is_platform = bool(found) or any(LIVES_IN.search(raw) for raw in shown)
    return frozenset(found) if is_platform else None


def _read_line(
    raw: str, where: str, page_names: frozenset[str], accounts: frozenset[str] | None
) -> list[Claim]:
    _, _, rest = where.partition(":")
    place, _, element = rest.partition(":")
    if place not in ("tail", "head", "above"):
        if ROLE.search(raw):  # the words in it have the last say
            return _read_labels(raw, where, "head")
        if _is_dated(raw):
            return []
        return read_element(raw, where, place, page_names, accounts)
    if len(raw) > MAX_CREDIT_LINE or (raw.endswith(CUT) and CUT_SHORT.search(raw)):
        return []
    if _is_caption(raw, element):
        return _read_caption(raw, where, place)
    if place == "tail":
        return _read_labels(raw, where, "tail")
    return _read_head(raw, where, page_names)


def _is_dated(raw: str) -> bool:
    return MAY_DATE.search(raw) is not None and DATE.search(raw) is not None


def _read_labels(raw: str, where: str, kind: str) -> list[Claim]:
    """A line cut at its labels."""
    claims: list[Claim] = []
    for said in read_credit_line(raw):
        if said.rule == "unlabelled" and PROSE.search(raw):
            continue  # 记者, 编辑 in a sentence: its byline is read as the text's
        is_copied = said.rule.startswith("reprinted")
        claims += claims_of([said], raw, where, "reprinted" if is_copied else kind)
    if ("作" in raw or "记" in raw or "記" in raw) and EMPTY_AUTHOR.search(raw):
        claims += claims_of([Said("reporter", "", "left_empty")], raw, where, "unbelieved")
    return claims


def _is_caption(raw: str, element: str) -> bool:
    """A line below a picture: by its element's name, or by how it ends."""
    is_caption = (
        raw.rstrip(CLOSERS).endswith(MADE)
        or (("图" in raw or "圖" in raw) and PICTURED.search(raw) is not None)
        or (element != "" and _is_caption_name(element))
    )
    return is_caption and not _is_dated(raw) and not WROTE.search(raw)


@lru_cache(maxsize=1 << 12)
def _is_caption_name(element: str) -> bool:
    return CAPTION_NAME.search(element.lower()) is not None


def _read_caption(raw: str, where: str, place: str) -> list[Claim]:
    """Who took the picture; who wrote the article is not told there."""
    is_shot = raw.rstrip(CLOSERS).endswith(SHOT) or PICTURED.search(raw) is not None
    said = [one for one in read_credit_line(raw) if one.field in ("reporter", "photographer")]
    people = [one.value for one in said if is_person(one.value)] if is_shot else []
    shot = [Said("photographer", name, "caption") for name in dict.fromkeys(people)]
    return claims_of(shot, raw, where, "tail" if place == "tail" else "head")


def _read_head(raw: str, where: str, page_names: frozenset[str]) -> list[Claim]:
    """A line between headline and text, or just above the headline."""
    is_prose = any(map(raw.__contains__, STOPS)) and PROSE.search(raw) is not None
    is_dated = not is_prose and _is_dated(raw)
    claims = _read_labels(raw, where, "dated_label" if is_dated else "head")
    is_several = len(raw) <= MAX_TITLED and len(raw.split(None, 1)) > 1
    if is_several and (titled := TITLED.fullmatch(raw)):
        names = [n for n in split_names(titled["names"]) if NO_NAME.search(n) is None]
        claims += claims_of([Said("reporter", n, "titled") for n in names], raw, where, "titled")
    elif is_several and where.startswith("visible:head"):
        claims += claims_of(read_affiliated(raw), raw, where, "titled")
    if is_dated:
        rest = LETTER_SIZE.sub("\t", raw) if "字" in raw else raw
        rest = DATE.sub("\t", rest)
        first_role = ROLE.search(rest)
        tokens = TOKENS.split(rest[: first_role.start()] if first_role else rest)
        tokens = [token.strip(BARE_EDGES) for token in tokens]
        claims += _read_beside_date(tokens, raw, where, page_names)
    elif where.startswith("visible:head") and not is_prose:
        if "者" in raw and (employer := EMPLOYER.match(raw)):
            outlet = employer["outlet"]
            if outlet in page_names or looks_like_outlet(outlet):
                said = Said("origin", outlet, "employer")
                claims += claims_of([said], raw, where, "employer")
        elif len(raw) <= MAX_ALONE and (found := bare_outlet(raw, page_names)):
            said = Said("origin", found[0], f"{found[1]}_alone")
            claims += claims_of([said], raw, where, "bare")
    return claims


def _read_beside_date(
    tokens: list[str], raw: str, where: str, page_names: frozenset[str]
) -> list[Claim]:
    """The first word beside a date that is an outlet, and who stands behind it."""
    claims: list[Claim] = []
    if OWN.match(raw):
        tokens = [name for token in tokens if (name := OWN.sub("", token))]
        if len(tokens) == 1 and _may_be_account(tokens[0]):
            return claims_of([Said("origin", tokens[0], "marked_own")], raw, where, "bare")
    for position, token in enumerate(tokens):
        name, slash, person = token.replace("／", "/").rpartition("/")
        if slash and is_person(person):  # 上報快訊／范姜佳鈺
            claims += claims_of([Said("reporter", person, "slashed")], raw, where, "slashed")
        else:
            name = token
        parts = [part for part in split_origins(name) if not is_person(part)]
        found = [outlet for part in parts if (outlet := bare_outlet(part, page_names))]
        if not found:
            continue
        claims += claims_of([Said("origin", *one) for one in found], raw, where, "bare")
        after = next(filter(None, tokens[position + 1 :]), "")
        if _is_full_name(after):
            said = Said("reporter", after, "beside_outlet")
            claims += claims_of([said], raw, where, "beside_outlet")
        break
    return claims


def _may_be_account(text: str) -> bool:
    return 2 <= len(text) <= MAX_ALONE and not is_column(text) and not is_person(text)


def _is_full_name(text: str) -> bool:
    """南方都市报 张宗兴 2014-03-16: behind an outlet, a full name can only be the author's."""
    return len(text) == 3 and is_person(text) and not is_place(text)
