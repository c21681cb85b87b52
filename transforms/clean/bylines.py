"""Bylines inside the text: （记者 张三）, 新华社南昌2月23日电（张三）, 青石网讯 记者张三报道：.

Only places where outlets print them are read: the start of the first paragraphs, brackets at either
end of a paragraph, the bracket after a dateline, and lines that hold nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from transforms.clean.claims import Field, Said
from transforms.clean.credits import read_credit_line
from transforms.clean.datelines import NOT_BYLINE, find_dateline
from transforms.clean.names import (
    DONE,
    LISTS,
    NO_NAME,
    is_likely_person,
    is_person,
    is_surely_person,
    split_glued,
    split_names,
)
from transforms.clean.normalize import has_traditional, simplified
from transforms.clean.outlets import is_outlet
from transforms.clean.roles import ROLE, UNKNOWN
from transforms.clean.word_lists import pattern_of

HEAD = re.compile(
    r"^[\s【（(〔\[]*(?P<who>[^。！？；：:，]{2,70}?)\s*"
    r"(?:摄影|攝影|综合|綜合|现场|現場|联合|聯合|联合采访|(?:发自|發自)[\u4e00-\u9fff]{2,6})?"
    r"(?:报道|報道|报导|報導|专电|專電|专讯|專訊)\s*[】）)〕\]：:，,]?"
)
"""The start of a paragraph up to its verb: 青石网讯 记者张三、通讯员李四报道：, 張三／台北報導."""
VERB = re.compile("[报報专專][道导導电電讯訊]")
BUREAU = re.compile(r"\s*[/／][\u4e00-\u9fff]{2,8}$")
"""Where a byline of Taiwan was written: 記者王小川／台北(報導)."""
WIRE = re.compile(r"[讯訊电電]\s*$|消息\s*$")
WIRE_VERB = re.compile("[讯訊电電消报報]")
HINTS = re.compile("[记記文摄攝作撰采来來供通]")
"""What any line that is a byline holds."""
SIGNED = re.compile(r"[（(]\s*([^（()）。！？：:]{2,30})\s*[）)]\s*$")
END_MARK = re.compile(r"\s*[（(【]\s*(?:完|全文完|本文完|END|End)\s*[）)】]\s*$")
LINE = re.compile(
    r"^[\s【\[（(□■◎○●▲△◆★※·|/—\-]*(?:(?:文|图|撰文|摄影|作者|通讯员|本报|[\u4e00-\u9fffA-Za-z0-9·《》]{0,14})\s*[/／|｜丨︱:：]?\s*)?"
    r"(?:全媒体|融媒体?|首席|见习|实习|特约|特派)*\s*(?:记者|作者|通讯员|撰文|撰稿|文|采写|来稿|供稿)\s*[/／|｜丨︱:：\s]*[\u3400-\u9fff·][^，。；！？]{1,40}$"
)
BRACKET = re.compile(r"[（(【\[〔]([^（）()【】\[\]〔〕]{2,70})[）)】\]〕]")
IN_BRACKET = re.compile(
    r"记\s*者|記者|通[讯訊][员員]|實習|实习生|摄|攝|文[/／：:]|[/／]文|图[/／：:]|[/／]图|作者|编辑|編輯|责编|責編|供稿|整理|撰"
)
WORDS = re.compile(
    r"^(?:整合|整理|报道|综合|摄影|图文|编译|实习|采写|供图|文|图|摄|并|现场|通讯)+$"
)
MARKED = re.compile(
    r"(?P<mark>[■□◎◇◆●○▲△]\s*(?:文/|作者\s*)?)?(?P<names>[\u3400-\u9fff·]{2,4}(?:[\s、]+[\u3400-\u9fff·]{2,4}){0,3})\s*"
    r"(?(mark)(?:[（(][^（）()]{1,16}[）)])?|(?:文\s*[/／]\s*图|图\s*[/／]\s*文))"
)
"""Newspapers set a mark before the names of who wrote the piece, or 文/图 behind them."""
EDITOR_AT_END = re.compile(
    r"[。！？”）)]\s*[（(【\[]?\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯)\s*[：:/／|\s]\s*"
    r"(?P<names>[\u3400-\u9fff、\s]{2,16})[）)】\]]?\s*$"
)
"""Some templates let the editor follow the last sentence in its own paragraph."""
AUTHOR_AT_END = re.compile(
    r"[。！？”]\s*(?P<who>(?:文\s*[/／:：]\s*)?[\u3400-\u9fff]{0,8}[记記]者\s*[/／:：]?\s*"
    r"[\u3400-\u9fff、\s]{2,20})$"
)
POST_ALONE = re.compile(r"[^，。！？：:；\s]{0,16}(?:记者|記者|作者|撰文)[：:]?\s*")
TEXT_OR_PICTURE = re.compile(r"(?P<what>[文图圖])\s+(?P<names>[^文图圖]{2,20}?)\s*(?=[文图圖]\s|$)")
OUTLET_AND_NAME = re.compile(r"[\u3400-\u9fff]{2,8}[报報网網社台]\s*[\u3400-\u9fff]{3}")
"""青石日报王小川, a line of its own."""
SHOT = re.compile(r"[摄攝](?:影)?\s*[）)]?\s*$")
AT_WORK = re.compile(rf"[\u3400-\u9fff·]{{2,18}}(?:{pattern_of(LISTS['workplace'])})")
FIRST_BLOCKS = 3
MAX_MARKED, MAX_ENDING, MAX_LINE, MAX_HEAD = 24, 48, 60, 100
PEN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
"""A label vouches for it; longer ones would be words of the sentences that stand here too."""
IsName = Callable[[str], bool]
FIELDS: dict[str, tuple[Field, ...]] = {
    "reporter": ("reporter",),
    "correspondent": ("correspondent",),
    "photographer": ("photographer",),
    "both": ("photographer", "reporter"),
}


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
    found += [(text, said) for text in texts[-2:] for said in _ending(text)]
    found += _signed(texts)
    return found


def _at_the_edge(text: str, after: list[str]) -> list[Said]:
    """Of one of the first and last paragraphs; ``after`` holds the next, if there is one."""
    if VERB.search(text, 0, MAX_HEAD) and (head := HEAD.match(text[:MAX_HEAD])):
        said = _read_strictly(head["who"])
        if said:
            return said
    if len(text) > MAX_LINE:
        return _in_brackets(text) if _has_bracket(text) else []
    if POST_ALONE.fullmatch(text):
        return [said for line in after for said in _names(line, "names_below")]
    if OUTLET_AND_NAME.fullmatch(text):
        return [said for said in _names(text, "outlet_and_name") if len(said.value) > 2]
    return _text_and_pictures(text) or _anywhere(text)


def _anywhere(text: str) -> list[Said]:
    if len(text) <= MAX_LINE and HINTS.search(text):
        plain = simplified(text) if has_traditional(text) else text
        if LINE.match(plain) and not NOT_BYLINE.search(plain):
            return _read_byline(text, "byline_line")
    return _in_brackets(text) if _has_bracket(text) else []


def _has_bracket(text: str) -> bool:
    return "（" in text or "(" in text or "【" in text or "[" in text or "〔" in text


def _in_brackets(text: str) -> list[Said]:
    return [
        said
        for bracket in _edge_brackets(text)
        if IN_BRACKET.search(bracket) and not NOT_BYLINE.search(bracket)
        for said in _read_byline(bracket, "byline_bracket")
    ]


def _read_strictly(who: str) -> list[Said]:
    """A byline that a verb ends: outlets, labels and names and nothing else, or it is none."""
    whole, who = who, BUREAU.sub("", who)
    labels = [label for label in ROLE.finditer(who) if label.lastgroup != "other"]
    if not labels:
        return _names(who, "byline_start") if who != whole else []  # 王小川／台北報導
    said: list[Said] = []
    before = who[: labels[0].start()].strip(" ／/|｜丨:：-—")
    if before and not (is_outlet(before) or WIRE.search(before)):
        said = _names(before, "byline_start")
        if not said:
            return []
    for position, label in enumerate(labels):
        stop = labels[position + 1].start() if position + 1 < len(labels) else len(who)
        value = who[label.end() : stop].strip(" ：:/／|、，,")
        names = _all_people(BUREAU.sub("", value), is_likely_person)
        if not names:
            return []
        fields = FIELDS.get(label.lastgroup or "", ())
        said += [Said(field, name, "byline_start") for field in fields for name in names]
    return said


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
        [] if IN_BRACKET.search(bracket) else _names(bracket, "dateline_bracket", is_likely_person)
    )


def _names(text: str, rule: str, is_name: IsName = is_surely_person) -> list[Said]:
    """Reporters, if ``text`` is nothing but names."""
    return [Said("reporter", name, rule) for name in _all_people(text, is_name)]


def _all_people(text: str, is_name: IsName = is_surely_person) -> list[str]:
    """The names in ``text``, none if any word of it is something else."""
    parts = split_names(DONE.sub("", text))
    names = [name for part in parts for name in split_glued(part)]
    return names if names and all(map(is_name, names)) else []


def _text_and_pictures(text: str) -> list[Said]:
    """文 王小川  图 陈海生: labels parted from the names by nothing but space."""
    found = list(TEXT_OR_PICTURE.finditer(text))
    if not found or "".join(one.group() for one in found) != text.strip():
        return []
    said: list[Said] = []
    for one in found:
        names = _all_people(one["names"])
        if not names:
            return []
        field: Field = "reporter" if one["what"] == "文" else "photographer"
        said += [Said(field, name, "byline_line") for name in names]
    return said


def _signed(texts: list[str]) -> list[tuple[str, Said]]:
    """（王小川）, （青石网 王小川） or （青石网/王小川） at the very end."""
    for text in reversed(texts[-2:]):
        end = END_MARK.sub("", text[-MAX_ENDING:])
        if not end:
            continue
        signed = SIGNED.search(end)
        if signed is None or IN_BRACKET.search(signed[1]):
            return []
        outlet, _, rest = signed[1].replace("／", "/").replace("/", " ").strip().partition(" ")
        who = rest if rest and is_outlet(outlet) and not is_person(outlet) else signed[1]
        return [(text, said) for said in _names(who, "signed")]
    return []


def read_affiliated(line: str) -> list[Said]:
    """青石总医院 王小川 陈海生, a line between headline and text: where they work, and who."""
    workplace, *names = line.split()
    if not names or not AT_WORK.fullmatch(workplace) or is_person(workplace):
        return []
    people = [name for part in names for name in split_names(part)]
    is_clear = len(people) > 1 or len(people[0]) > 2
    if not is_clear or not all(map(is_surely_person, people)):
        return []
    return [Said("reporter", name, "affiliated") for name in people]


def _marked(text: str) -> list[Said]:
    found = MARKED.fullmatch(text)
    names = split_names(found["names"]) if found else []
    are_people = all(is_person(name) for name in names)
    return [Said("reporter", name, "marked") for name in names] if are_people else []


def _ending(text: str) -> list[Said]:
    """Who is named behind the last sentence, in its own paragraph."""
    end = text[-MAX_ENDING:]
    if (by := AUTHOR_AT_END.search(end)) and not SHOT.search(end):
        return _read_strictly(by["who"])
    found = EDITOR_AT_END.search(end) if "编" in end or "編" in end else None
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
    leading = _all_people(before.strip(" （(【、，,"))
    is_shot = SHOT.search(line) is not None
    if is_shot or (first and first.lastgroup == "photographer"):
        # 王小川 摄: who took the picture, not who wrote
        lead = [Said("photographer", name, rule) for name in leading]
    elif first and first.lastgroup == "checked":
        lead = []
    else:
        lead = [Said("reporter", name, rule) for name in leading]
    return [one for one in lead + said if not WORDS.match(one.value)]


def _is_pen_name(one: Said) -> bool:
    return (
        one.rule in ("labelled", "slashed")
        and one.field == "reporter"
        and NO_NAME.search(one.value) is None
        and PEN_NAME.fullmatch(one.value) is not None
        and UNKNOWN.match(one.value) is None
    )
