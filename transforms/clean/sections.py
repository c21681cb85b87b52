"""What stands around the text inside its container: above it, below it, between its parts."""

from __future__ import annotations

import re

from dates.entry_times import entry_lines
from dates.reader import plain
from transforms.clean.copies import SENTENCE, has_sentence
from transforms.clean.labels import is_caption
from transforms.clean.names import is_person, split_names
from transforms.clean.outlets import is_outlet

DATED = re.compile(
    r"(?:19|20)\d\d(?:\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s*\d{1,2}[:：]\d\d)?"
    r"|\s*-?\s*ي[ىي]ل[ىي]?\s*\d{1,2}\s*-?\s*\w+(?:\s+\d{1,2}\s*-?\s*\w+)?،?"
    r"|[\u0f0b\s]*(?:ལོ|ཟླ)[\u0f0b-\u0f0e\u0f40-\u0fbc\s\d]{0,30})"
    r"|(?<!\d)\d{1,2}(?:-|月)\d{1,2}日?\s+\d{1,2}[:：]\d\d|\d+\s*(?:分钟|小时)前"
    r"|\b[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    r"|\b\d{1,2}(?:st|nd|rd|th)?[ -][A-Z][a-z]{2,8}\.?,?[ -](?:19|20)\d\d"
)
MAY_BE_DATED = re.compile("19|20|:|：|前")
"""What all of these have: a year, a clock time or 前."""
ROW_MARKS = re.compile(r"\s*[|｜丨/／·、]\s*|\s+")
SIGNED_DAY = re.compile(r"\s*(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*")
PEOPLE = re.compile(
    r"作\s*者|编\s*辑|責\s*編|责\s*编|记\s*者|通\s*讯\s*员|摄\s*影|审\s*核|校\s*对|撰\s*文"
)
TIME = re.compile("时间|日期|時間")
DIGITS = re.compile(r"\d")
POSTED = re.compile(r"(?:本报|本网|本刊|特约|见习|首席|实习)?(?:记者|通讯员|评论员|编辑)\s*")
CUT_SHORT = re.compile(r"(?:…+|\.{3,})$")
SHORT, PROSE = 40, 24
MAX_NOTE = 4
"""Short lines that belong to the teaser or helpline below them."""
MAX_PULLED = 24
"""Characters of a line set large between a summary of the article and its first paragraph."""
MAX_FIELD = 6
"""Characters at the end of a line that name the field whose value is missing."""
MAX_VALUE = 20
"""Characters of a source that stands in the line below its label."""


def mark_sections(labels: list[tuple[str, str]], texts: list[str], shares: list[float]) -> None:
    """What stands above the text and what follows its end, inside its container."""
    _keep_entry_times(labels, texts)
    _mark_teasers_below(labels, texts)
    _mark_above_helpline(labels, texts)
    prose = [
        i
        for i, (label, _) in enumerate(labels)
        if not label and len(texts[i]) >= PROSE and shares[i] < 0.5
    ]
    first_prose = next((i for i in prose if _is_sentence(texts[i])), -1)
    last_prose = next((i for i in reversed(prose) if _is_sentence(texts[i])), -1)
    _keep_signed_day(labels, texts, first_prose if first_prose >= 0 else len(labels))
    _mark_above(labels, texts, shares, max(first_prose, 0))
    for position in range(last_prose + 1, len(labels)):
        if not labels[position][0] and _is_value(labels, texts, position):
            labels[position] = ("credit", "value_of_field")
        elif not labels[position][0] and _is_row_of_links(texts, shares, position):
            labels[position] = ("related", "row_of_links")
    _mark_parts(labels, texts, shares, last_prose)


def _mark_parts(
    labels: list[tuple[str, str]], texts: list[str], shares: list[float], last_prose: int
) -> None:
    """What stands under the headings of other articles and of notices."""
    section = ""
    for position, (label, rule) in enumerate(labels):
        if (
            label == ""
            and position > last_prose
            and shares[position] > 0.3
            and _find_date(texts[position])
        ):
            labels[position] = ("related", "dated_link")
        elif rule == "disclaimer_head":
            section = "disclaimer"
        elif rule == "related_head":
            section = "related"
        elif label == "" and section == "disclaimer":
            labels[position] = ("disclaimer", "under_disclaimer_head")
            section = "related" if position >= last_prose else ""
        elif (
            label == ""
            and section == "related"
            and (position > last_prose or shares[position] > 0.5)
        ):
            labels[position] = ("related", "under_related_head")
        elif label == "" and section == "related" and _is_teaser(labels, shares, position):
            labels[position] = ("related", "teaser_under_link")
        elif label == "" and section == "related" and position <= last_prose:
            section = ""
        elif rule == "editor_line" and position > last_prose:
            section = "related"


def _is_sentence(text: str) -> bool:
    """Jan. 5, 2024 and marks of other scripts around a date make no sentence of a short line."""
    if not has_sentence(text):
        return False
    if len(text) <= 2 * SHORT and DIGITS.search(text) and (dated := _find_date(plain(text))):
        return has_sentence(text[: dated.start()] + text[dated.end() :])
    return True


def _is_row_of_links(texts: list[str], shares: list[float], position: int) -> bool:
    """Hot words: several linked words with marks between them, and no sentence."""
    text = texts[position]
    return shares[position] > 0.5 and len(ROW_MARKS.findall(text)) > 1 and not SENTENCE.search(text)


def _keep_signed_day(labels: list[tuple[str, str]], texts: list[str], first_prose: int) -> None:
    """A notice ends with who issued it and on which day."""
    for position in range(first_prose + 1, len(labels)):
        if labels[position][1] == "info_line" and SIGNED_DAY.fullmatch(texts[position]):
            labels[position] = ("", "")


def _is_teaser(labels: list[tuple[str, str]], shares: list[float], position: int) -> bool:
    """Links and teasers in turn: a paragraph that follows one link alone is the article's."""
    if shares[position - 1] <= 0.5:
        return False
    is_linked_on = position + 1 < len(shares) and shares[position + 1] > 0.5
    return is_linked_on or labels[position - 2][1] == "teaser_under_link"


def _mark_above(
    labels: list[tuple[str, str]], texts: list[str], shares: list[float], first_prose: int
) -> None:
    """Links, dated lines and pulled lines between the headline and the first paragraph."""
    has_copy = False
    for position in range(first_prose):
        text = texts[position]
        has_copy = has_copy or labels[position][1] == "contained_copy"
        if labels[position][0] or len(text) > 2 * SHORT:
            continue
        if shares[position] > 0.3:
            labels[position] = ("nav", "links_before_text")
        elif _is_value(labels, texts, position):
            labels[position] = ("credit", "value_of_field")
        elif _is_dated(text):
            labels[position] = ("credit", "dated_line_before_text")
        elif has_copy and len(text) <= MAX_PULLED and not SENTENCE.search(text):
            labels[position] = ("excerpt", "below_copy_of_lead")


def _is_dated(text: str) -> bool:
    """Date, outlet and names, but no sentence and no caption."""
    text = plain(text)
    found = _find_date(text)
    if found is None or has_sentence(DATED.sub("", text)):
        return False
    return ":" in found.group() or "：" in found.group() or is_caption(text, "") is None


def _find_date(text: str) -> re.Match[str] | None:
    return DATED.search(text) if MAY_BE_DATED.search(text) else None


def _is_value(labels: list[tuple[str, str]], texts: list[str], position: int) -> bool:
    """来源： in a line of its own: the next line is its value, if it is one of its kind.

    Below 作者： that was left empty stands the text.
    """
    above = texts[position - 1] if position else ""
    if not above.endswith(("：", ":")) or labels[position - 1][0] not in ("credit", "editor"):
        return False
    text = texts[position]
    field = above[-MAX_FIELD:]
    if TIME.search(field):
        return DIGITS.search(text) is not None and not SENTENCE.search(text)
    if PEOPLE.search(field):
        names = split_names(POSTED.sub("", text))
        return bool(names) and all(map(is_person, names))
    return len(text) <= MAX_VALUE and (is_outlet(text) or not SENTENCE.search(text))


def _keep_entry_times(labels: list[tuple[str, str]], texts: list[str]) -> None:
    """A live blog prints the time above each entry: several of one shape, text below each."""
    for i in entry_lines(texts):
        is_open = labels[i][0] == "" or labels[i][1] in ("info_line", "pager")
        if is_open and not labels[i + 1][0]:
            labels[i] = ("subhead", "entry_time")


def _mark_teasers_below(labels: list[tuple[str, str]], texts: list[str]) -> None:
    """Below the line of the editor a paragraph that breaks off is another article's beginning."""
    end = next((i for i, (_, rule) in enumerate(labels) if rule == "editor_line"), len(labels))
    if sum(not labels[i][0] and len(texts[i]) >= PROSE for i in range(end)) < 2:
        return
    for i in range(end + 1, len(labels)):
        if not labels[i][0] and len(texts[i]) >= PROSE and CUT_SHORT.search(texts[i]):
            for other in range(max(end + 1, i - MAX_NOTE), i + 1):
                if not labels[other][0] and (other == i or len(texts[other]) <= SHORT):
                    labels[other] = ("related", "teaser_below_end")


def _mark_above_helpline(labels: list[tuple[str, str]], texts: list[str]) -> None:
    """Short lines that introduce the numbers of helplines: they stand below all other text."""
    first = next((i for i, (_, rule) in enumerate(labels) if rule == "helpline"), 0)
    if any(
        not label and len(text) > SHORT
        for (label, _), text in zip(labels[first:], texts[first:], strict=True)
    ):
        return
    for i in range(first - 1, max(first - 1 - MAX_NOTE, 0), -1):
        if labels[i][0] or len(texts[i]) >= SHORT:
            break
        labels[i] = ("disclaimer", "above_helpline")
