"""Bylines and datelines inside the text: （记者 张三）, 本报讯, 新华社南昌2月23日电.

Only places where outlets print them are read: the start of the first paragraphs, brackets at either
end of a paragraph, and lines that hold nothing else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.clean.claims import Said
from transforms.clean.credits import read_credit_line
from transforms.clean.names import is_person, split_names
from transforms.clean.normalize import has_traditional, simplified

OUTLET = (
    r"(?:本报|本网|本刊|本台|本站|本社|[A-Za-z0-9\u4e00-\u9fff·/]{1,14}?(?:通讯社|社|网|日报|晚报|早报|晨报|时报|商报|都市报|周报|报|电视台|"
    r"广播|新闻客户端|客户端|新闻|在线|之声|融媒体?|财经|体育|娱乐|科技|公司|头条|站))"
)
DATELINE = re.compile(
    rf"^[\s【\[]*(?P<outlet>{OUTLET})(?P<show>《[^》]{{1,14}}》)?[/、，,\s]*(?P<place>[\u4e00-\u9fff]{{2,7}}?)?\s*"
    r"(?P<day>(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚)?)?\s*(?P<verb>电|讯|消息|报道)[】\]]?"
    r"(?P<bracket>\s*[（(][^（）()]{2,80}[）)])?(?P<byline>\s*(?:全媒体|首席|见习|实习)?记者\s*[^：:，。]{2,30}?(?:报道|摄影报道))?\s*[：:，,]?"
)
CLIPPED = re.compile(
    r"^\s*社(?P<place>[\u4e00-\u9fff]{2,7})(?P<day>\d{1,2}月\d{1,2}日)(?P<verb>电|讯)(?P<bracket>\s*[（(][^（）()]{2,80}[）)])?"
)
REPORTS = re.compile(
    rf"^[\s【（(〔]*(?P<outlet>{OUTLET})?\s*(?:全媒体|融媒体?|首席|见习|实习|特约|特派|专栏)?\s*(?:记者|記者|作者)\s*(?P<names>[^：:，。（）()]{{2,30}}?)"
    r"\s*(?:[/／][\u4e00-\u9fff]{2,6}?)?(?:\d{1,2}月\d{1,2}日)?\s*(?:摄影)?(?:报道|報導|報道)\s*[】）)〕]?\s*[：:]?"
)
SIGNED = re.compile(
    r"[（(]\s*([\u3400-\u9fff·]{2,5}(?:[\s、]+[\u3400-\u9fff·]{2,4}){0,3})\s*[）)]\s*$"
)
LINE = re.compile(
    r"^[\s【\[（(□■◎○●▲△◆★※·|/—\-]*(?:(?:文|图|撰文|摄影|作者|通讯员|本报|[\u4e00-\u9fffA-Za-z0-9·《》]{0,14})\s*[/／|｜丨︱:：]?\s*)?"
    r"(?:全媒体|融媒体?|首席|见习|实习|特约|特派)*\s*(?:记者|作者|通讯员|撰文|撰稿|文|采写|来稿|供稿)\s*[/／|｜丨︱:：\s]*[\u3400-\u9fff·][^，。；！？]{1,40}$"
)
BRACKET = re.compile(r"[（(【\[〔]([^（）()【】\[\]〔〕]{2,70})[）)】\]〕]")
IN_BRACKET = re.compile(
    r"记\s*者|記者|通[讯訊][员員]|實習|实习生|摄|文[/／]|[/／]文|图[/／]|[/／]图|作者|编辑|责编|供稿|整理"
)
NOT_BYLINE = re.compile(
    r"[记記]者\s*(?:从|從|在|了解|获悉|注意|看到|采访|发现|问|会|节|协会|站|证|们|日前|近日|通过|对|梳理|联系|致电|走访|探访|观察)|答记者|记者招待|《[^》]*》\s*记者"
)
WORDS = re.compile(
    r"^(?:整合|整理|报道|综合|摄影|图文|编译|实习|采写|供图|文|图|摄|并|现场|通讯)+$"
)
MARKED = re.compile(
    r"(?P<mark>[■□◎◇◆●○▲△]\s*(?:文/|作者\s*)?)?(?P<names>[\u3400-\u9fff·]{2,4}(?:[\s、]+[\u3400-\u9fff·]{2,4}){0,3})\s*"
    r"(?(mark)|(?:文\s*[/／]\s*图|图\s*[/／]\s*文))"
)
"""Newspapers set a mark before the names of who wrote the piece, or 文/图 behind them."""
EDITOR_AT_END = re.compile(
    r"[。！？”）)]\s*[（(【\[]?\s*(?:责任编辑|责编|编辑)\s*[：:]\s*(?P<names>[\u3400-\u9fff、\s]{2,16})[）)】\]]?\s*$"
)
"""Some templates let the editor follow the last sentence in its own paragraph."""
FIRST_ROLE = re.compile(r"记者|記者|通讯员|摄|文[/／]|图[/／]|作者")
SHOT = re.compile(r"摄(?:影)?\s*$")
FIRST_BLOCKS = 3
MAX_MARKED, MAX_ENDING = 24, 48


class Dateline(NamedTuple):
    raw: str
    outlet: str | None
    place: str | None


def read_dateline(text: str) -> Dateline | None:
    """The dateline a first paragraph starts with, as printed."""
    head = text[:140]
    if has_traditional(head[:60]) and len(plain := simplified(head)) == len(head):
        return _as_printed(_find_dateline(plain), head, plain)
    return _find_dateline(head)


def _as_printed(found: Dateline | None, head: str, plain: str) -> Dateline | None:
    """The same places of the printed text, which differs from ``plain`` by characters only."""
    if found is None:
        return None

    def printed(part: str | None) -> str | None:
        start = plain.find(part) if part else -1
        return head[start : start + len(part)] if part and start >= 0 else part

    return Dateline(printed(found.raw) or found.raw, printed(found.outlet), printed(found.place))


def _find_dateline(head: str) -> Dateline | None:
    if (found := DATELINE.match(head)) is not None:
        outlet, place = found["outlet"], found["place"]
        if found["verb"] in ("消息", "报道") and not (
            found["day"] or found["bracket"] or head[found.end() - 1 : found.end()] in "：:，,"
        ):
            return None
        return Dateline(found.group().strip(), outlet, place)
    if (found := CLIPPED.match(head)) is not None:  # 新华 lost with a styled first letter
        return Dateline(found.group().strip(), "新华社", found["place"])
    if (
        (found := REPORTS.match(head)) is not None
        and found["outlet"]
        and not NOT_BYLINE.search(found.group())
    ):
        return Dateline(found.group().strip(), found["outlet"], None)
    return None


def read_bylines(texts: list[str]) -> list[tuple[str, Said]]:
    """(text, what it says) of the paragraphs of an article, in the places where bylines stand."""
    last = len(texts) - 1
    edges = texts if last < 2 * FIRST_BLOCKS else texts[:FIRST_BLOCKS] + texts[-FIRST_BLOCKS:]
    found = [(text, said) for text in edges if len(text) <= MAX_MARKED for said in _marked(text)]
    for position, text in enumerate(texts):
        if (
            "记" not in text
            and "記" not in text
            and "文" not in text
            and "摄" not in text
            and "通讯员" not in text
            and "作者" not in text
        ):
            continue
        if len(text) <= 60 and LINE.match(text) and not NOT_BYLINE.search(text):
            found += [(text, said) for said in _read_byline(text, "byline_line")]
            continue
        is_near_edge = position < FIRST_BLOCKS or position >= last - 2
        if (
            is_near_edge
            and (start := REPORTS.match(text[:80]))
            and not NOT_BYLINE.search(start.group())
        ):
            names = [name for name in split_names(start["names"]) if is_person(name)]
            found += [(text, Said("reporter", name, "byline_start")) for name in names]
        for bracket in _edge_brackets(text):
            if IN_BRACKET.search(bracket) and not NOT_BYLINE.search(bracket):
                found += [(text, said) for said in _read_byline(bracket, "byline_bracket")]
    found += [(text, said) for text in texts[-2:] for said in _ending_editors(text)]
    if texts and (signed := SIGNED.search(texts[-1])):
        names = split_names(signed.group(1))
        if all(is_person(name) for name in names):
            found += [(texts[-1], Said("reporter", name, "signed")) for name in names]
    return found


def _marked(text: str) -> list[Said]:
    found = MARKED.fullmatch(text)
    names = split_names(found["names"]) if found else []
    are_people = all(is_person(name) for name in names)
    return [Said("reporter", name, "marked") for name in names] if are_people else []


def _ending_editors(text: str) -> list[Said]:
    end = text[-MAX_ENDING:]
    found = EDITOR_AT_END.search(end) if "编" in end else None
    names = split_names(found["names"]) if found else []
    return [Said("editor", name, "ending_editor") for name in names if is_person(name)]


def _edge_brackets(text: str) -> list[str]:
    """Bracketed text near the start of a paragraph or at its very end."""
    found = [m.group(1) for m in BRACKET.finditer(text[:120]) if m.start() < 40]
    tail = text[-80:].rstrip(" 。.")
    if tail.endswith(("）", ")", "】", "]")):
        found += [m.group(1) for m in BRACKET.finditer(tail) if m.end() == len(tail)]
    return list(dict.fromkeys(found))


def _read_byline(line: str, rule: str) -> list[Said]:
    """People of one byline; only what looks like a personal name is believed here."""
    said = [
        one._replace(rule=rule)
        for one in read_credit_line(line.strip(" 【】[]（）()□■◎○●"))
        if one.field != "origin"
    ]
    first = FIRST_ROLE.search(line)
    before = line[: first.start()] if first else ""
    leading = [name for name in split_names(before.strip(" （(【")) if is_person(name)]
    has_shot = first is not None and first.group() == "摄"
    if SHOT.search(line):  # 记者 张三 摄: a caption names who took the picture, not who wrote
        leading += [one.value for one in said if one.field == "reporter"]
        said = [one for one in said if one.field == "photographer"]
        has_shot = True
    lead = [Said("photographer" if has_shot else "reporter", name, rule) for name in leading]
    return [one for one in lead + said if is_person(one.value) and not WORDS.match(one.value)]
