"""Bylines inside the text: （记者 张三）, 新华社南昌2月23日电（张三）, 青石网讯 记者张三报道：.

Only places where outlets print them are read: the start of the first paragraphs, brackets at either
end of a paragraph, the bracket after a dateline, and lines that hold nothing else.
"""

from __future__ import annotations

import re

from transforms.clean.claims import Field, Said
from transforms.clean.credits import read_credit_line
from transforms.clean.datelines import NOT_BYLINE, find_dateline
from transforms.clean.latin_bylines import read_latin
from transforms.clean.names import (
    NO_NAME,
    is_common_name,
    is_likely_person,
    is_person,
    split_names,
)
from transforms.clean.roles import ROLE, UNKNOWN
from transforms.clean.sign_offs import LABELLED, read_sign_offs
from transforms.clean.strict_bylines import FIELDS, all_people, only_names, read_strictly

HEAD = re.compile(
    r"^[\s【（(〔\[［]*(?P<who>[^。！？；：:，]{2,70}?)\s*"
    r"(?:摄影|攝影|采访|採訪|综合|綜合|现场|現場|联合|聯合|联合采访|(?:发自|發自)[\u4e00-\u9fff]{2,6})?"
    r"(?:报道|報道|报导|報導|专电|專電|专讯|專訊)\s*[】）)〕\]］：:，,]?"
)
"""The start of a paragraph up to its verb: 青石网讯 记者张三、通讯员李四报道：, 張三／台北報導."""
VERB = re.compile("[报報专專][道导導电電讯訊]")
LAST_OF_TWO = re.compile("\\s([\u3400-\u9fff]{2})$")
WIRE_VERB = re.compile("[讯訊电電消报報]")
HINTS = re.compile("[记記文摄攝作撰采来來供通]")
"""What any line that is a byline holds."""
BRACKET = re.compile(r"[（(【\[〔]([^（）()【】\[\]〔〕]{2,70})[）)】\]〕]")
MARKED = re.compile(
    r"(?P<mark>[■□◎◇◆●○▲△]\s*(?:文/|作者\s*)?)?(?P<names>[\u3400-\u9fff·]{2,4}(?:[\s、]+[\u3400-\u9fff·]{2,4}){0,3})\s*"
    r"(?(mark)(?:[（(][^（）()]{1,16}[）)])?|(?:文\s*[/／]\s*图|图\s*[/／]\s*文))"
)
"""Newspapers set a mark before the names of who wrote the piece, or 文/图 behind them."""
SENTENCE = re.compile("[，。；！？]")
POST_ALONE = re.compile(r"[^，。！？：:；\s]{0,16}(?:记者|記者|作者|撰文)[：:]?\s*")
TEXT_OR_PICTURE = re.compile(r"(?P<what>[文图圖])\s+(?P<names>[^文图圖]{2,20}?)\s*(?=[文图圖]\s|$)")
OUTLET_AND_NAME = re.compile(r"[\u3400-\u9fff]{2,8}[报報网網社台]\s*[\u3400-\u9fff]{3}")
"""青石日报王小川, a line of its own."""
SHOT = re.compile(r"[摄攝](?:影)?\s*[）)]?\s*$")
FIRST_BLOCKS = 3
MAX_MARKED, MAX_LINE, MAX_HEAD, MAX_BEFORE = 24, 60, 100, 20
PEN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
"""A label vouches for it; longer ones would be words of the sentences that stand here too."""


def read_bylines(texts: list[str]) -> list[tuple[str, Said]]:
    """(text, what it says) of the paragraphs of an article, in the places where bylines stand."""
    last = len(texts) - 1
    edges = texts if last < 2 * FIRST_BLOCKS else texts[:FIRST_BLOCKS] + texts[-FIRST_BLOCKS:]
    found = [(text, said) for text in edges if len(text) <= MAX_MARKED for said in _marked(text)]
    for position, text in enumerate(texts):
        is_first, is_last = position < FIRST_BLOCKS, position >= last - 2
        said: list[Said] = []
        if is_first or is_last:
            said = _at_the_edge(text, texts[position + 1 : position + 2])
        elif len(text) <= MAX_LINE or _has_bracket(text):
            said = _anywhere(text)
        if is_first:
            said += _behind_dateline(text)
        if said:
            found += [(text, one) for one in said]
    return found + read_sign_offs(texts)


def _at_the_edge(text: str, after: list[str]) -> list[Said]:
    """Of one of the first and last paragraphs; ``after`` holds the next, if there is one."""
    if VERB.search(text, 0, MAX_HEAD) and (head := HEAD.match(text[:MAX_HEAD])):
        said = read_strictly(_without_place(head["who"], text))
        if said:
            return said
    if len(text) > MAX_LINE or SENTENCE.search(text):
        return _in_brackets(text) if _has_bracket(text) else []
    if POST_ALONE.fullmatch(text):
        return [said for line in after for said in only_names(line, "names_below")]
    if OUTLET_AND_NAME.fullmatch(text):
        return [said for said in only_names(text, "outlet_and_name") if len(said.value) > 2]
    if text.isascii():
        return read_latin(text)
    return _text_and_pictures(text) or _anywhere(text) or _labelled_behind(text)


def _without_place(who: str, text: str) -> str:
    """记者 王小川 柳河报道: what is glued to the verb behind names is where they are."""
    is_glued = VERB.match(text, text.find(who) + len(who)) is not None
    if is_glued and (last := LAST_OF_TWO.search(who)) and not is_common_name(last[1]):
        return who[: last.start()]
    return who


def _labelled_behind(text: str) -> list[Said]:
    """王小川 本报记者 陈海生: the first name has no label."""
    return read_strictly(text) if HINTS.search(text) else []


def _anywhere(text: str) -> list[Said]:
    if len(text) <= MAX_LINE and HINTS.search(text) and _is_byline(text):
        return _read_byline(text, "byline_line")
    return _in_brackets(text) if _has_bracket(text) else []


def _is_byline(text: str) -> bool:
    """A line that begins with a label of people, or with the outlet before it."""
    if SENTENCE.search(text) or NOT_BYLINE.search(text):
        return False
    labels = (label for label in ROLE.finditer(text) if label.lastgroup in FIELDS)
    first = next(labels, None)
    return first is not None and first.start() <= MAX_BEFORE


def _has_bracket(text: str) -> bool:
    return "（" in text or "(" in text or "【" in text or "[" in text or "〔" in text


def _in_brackets(text: str) -> list[Said]:
    return [
        said
        for bracket in _edge_brackets(text)
        if LABELLED.search(bracket) and not NOT_BYLINE.search(bracket)
        for said in _read_byline(bracket, "byline_bracket")
    ]


def _behind_dateline(text: str) -> list[Said]:
    """中新网青石1月5日电 (王小川 陈海生): wire agencies leave the post out."""
    if not WIRE_VERB.search(text, 0, MAX_LINE) or not BRACKET.search(text, 0, MAX_HEAD):
        return []
    found = find_dateline(text[:140])
    if found is None or not found["bracket"]:
        return []
    # By place: the match is of the text in simplified characters.
    bracket = text[slice(*found.span("bracket"))].strip(" （()）")
    return (
        []
        if LABELLED.search(bracket)
        else only_names(bracket, "dateline_bracket", is_likely_person)
    )


def _text_and_pictures(text: str) -> list[Said]:
    """文 王小川  图 陈海生: labels parted from the names by nothing but space."""
    found = list(TEXT_OR_PICTURE.finditer(text))
    if not found or "".join(one.group() for one in found) != text.strip():
        return []
    said: list[Said] = []
    for one in found:
        names = all_people(one["names"])
        if not names:
            return []
        field: Field = "reporter" if one["what"] == "文" else "photographer"
        said += [Said(field, name, "byline_line") for name in names]
    return said


def _marked(text: str) -> list[Said]:
    found = MARKED.fullmatch(text)
    names = split_names(found["names"]) if found else []
    are_people = all(is_person(name) for name in names)
    return [Said("reporter", name, "marked") for name in names] if are_people else []


def _edge_brackets(text: str) -> list[str]:
    """Bracketed text near the start of a paragraph or at its very end."""
    found = [m.group(1) for m in BRACKET.finditer(text[:120]) if m.start() < 40]
    tail = text[-80:].rstrip(" 。.")
    if tail.endswith(("）", ")", "】", "]")):
        found += [m.group(1) for m in BRACKET.finditer(tail) if m.end() == len(tail)]
    return list(dict.fromkeys(found))


def _read_byline(line: str, rule: str) -> list[Said]:
    """People of one byline; only what looks like a personal name is believed here, or a pen name
    behind a mark.
    """
    said = [
        one._replace(rule=rule)
        for one in read_credit_line(line.strip(" 【】[]（）()□■◎○●"))
        if one.field != "origin" and (is_person(one.value) or _is_pen_name(one))
    ]
    first = ROLE.search(line)
    before = line[: first.start()] if first else line
    leading = all_people(before.strip(" （(【、，,"))
    is_shot = SHOT.search(line) is not None
    if is_shot or (first and first.lastgroup == "photographer"):
        # 王小川 摄: who took the picture, not who wrote
        lead = [Said("photographer", name, rule) for name in leading]
    elif first and first.lastgroup == "checked":
        lead = []
    else:
        lead = [Said("reporter", name, rule) for name in leading]
    return lead + said


def _is_pen_name(one: Said) -> bool:
    return (
        one.rule in ("labelled", "slashed")
        and one.field == "reporter"
        and NO_NAME.search(one.value) is None
        and PEN_NAME.fullmatch(one.value) is not None
        and UNKNOWN.match(one.value) is None
    )
