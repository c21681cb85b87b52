"""What the visible page states around the article: date and credit lines, named fields, section.

Two zones are read: the head, between headline and first paragraph (and just above the headline),
and the tail, from the last paragraph on. Running text is never searched for a publication date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from crawler.extract.class_names import field_of, is_crumbs
from crawler.extract.date_patterns import TODAY, states_date
from crawler.extract.split_dates import whole_date
from crawler.items import Stated

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom, Run
    from crawler.extract.headline import Heading

CREDIT = re.compile(
    r"来\s*源|稿\s*源|来自|转自|出处|作\s*者|记\s*者|通\s*讯\s*员|编\s*辑|责\s*编|编\s*审|审\s*核|校\s*对|监\s*制|供\s*稿"
    r"|摄\s*影|撰\s*文|文[/／|｜]|原标题|发布单位|信息提供|發稿|編輯|來源|記者|责任编[辑审]|Editor|author"
)
COLONS = ("：", ":")
LABEL = re.compile(r"[^：:]{2,6}\s*[：:]")
"""The name of a field alone: its value is the next line of a table or list of fields."""
PERSON = re.compile("作\\s*者|[记記]\\s*者|[责責]?[编編]|[责責]任[编編]")
LABELLED = re.compile("时间|日期|時間|来\\s*源|來源|编\\s*辑|編輯|责编|发[布表]|稿源|作者")
"""A date below the article, or far above the headline, counts beside one of these."""
NOTICE = re.compile("版权|声明|转载|侵权|下载|扫码|二维码|公众号|客户端")
EDITOR = re.compile("[编編][辑輯]?[：:]")
EDITOR_IN_BRACKETS = re.compile(
    r"[\[【（(]\s*(?:[责責]任)?[责責]?[编編]\s*[辑輯]?[：:][^\[【（(\]】）)]{2,20}[\]】）)]"
)
"""In a long line below the article: buttons, links and its editor glued together."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CLOCK = re.compile(r"\d:\d\d")
HEAD_BEFORE, HEAD_AFTER, TAIL_AFTER = 6, 14, 16
NEAR_ABOVE = 3
MAX_LINE, MAX_CREDIT_LINE, MAX_FIELD, MAX_PERSON = 200, 120, 60, 12
MAX_LINES = 24


class Zones(NamedTuple):
    """Numbers of the runs that may state dates and credits."""

    head: range
    tail: range


def find_zones(page: FlatDom, container: int, heading: Heading | None) -> Zones:
    """``container`` must be an element with runs."""
    body = page.runs_within(container)
    below = range(max(body.start, heading.last_run + 1 if heading else 0), body.stop)
    # Of captions or verse, the lines below the headline may still state date and names.
    reach = min(below.start + HEAD_AFTER, body.stop - 1) if below.start > body.start else body.start
    first = next((i for i in below if page.runs[i].is_prose), reach)
    last = next((i for i in reversed(body) if _is_last(page.runs[i])), body.stop - 1)
    if heading is not None and heading.first_run < first:
        start = max(0, heading.first_run - HEAD_BEFORE)
        stop = first + 1
        if stop - heading.last_run > 3 * HEAD_AFTER:
            # The headline stands far above: read near it and near the text, not between.
            return Zones(
                range(start, heading.last_run + HEAD_AFTER), range(last, body.stop + TAIL_AFTER)
            )
    else:
        start, stop = max(0, first - HEAD_AFTER), first + 1
    return Zones(
        range(start, min(stop, len(page.runs))),
        range(last, min(body.stop + TAIL_AFTER, len(page.runs))),
    )


def _is_last(run: Run) -> bool:
    """Terms of use below an article are sentences too, and stand below its credits."""
    return run.is_prose and (len(run.text) > 200 or NOTICE.search(run.text) is None)


def read_visible(
    page: FlatDom, zones: Zones, heading: Heading | None
) -> tuple[list[Stated], list[Stated]]:
    """(published, credits) as printed, nearest evidence first.

    In a line of credits a tab stands where one element ends and the next begins: values end there.
    """
    published: list[Stated] = []
    credits: list[Stated] = []
    taken = range(heading.first_run, heading.last_run + 1) if heading else range(0)
    above = range(zones.head.start, heading.first_run if heading else zones.head.start)
    head = range(above.stop, zones.head.stop)
    for zone, numbers in (("above", above), ("head", head), ("tail", zones.tail)):
        for number in numbers:
            if number >= len(page.runs):
                continue
            run = page.runs[number]
            if len(run.text) > MAX_LINE and not (zone == "tail" and EDITOR.search(run.text)):
                continue
            headline = heading.text if heading is not None and number in taken else ""
            parted = _parted_line(page, number, zone, headline)
            line = parted.replace("\t", " ")
            if not line or len(line) > MAX_LINE:
                continue
            line = whole_date(page, number, line)
            is_beside = False
            if states_date(line) and not run.is_prose:
                is_beside = zone == "head" or (
                    zone == "above"
                    and number >= above.stop - NEAR_ABOVE
                    and CLOCK.search(line) is not None
                    and TODAY.search(line) is None
                )
                is_little_linked = run.link_chars * 3 < len(run.text)
                if is_beside or (is_little_linked and LABELLED.search(line)):
                    published.append(Stated(raw=line, where=_where(page, run, zone)))
            if is_beside or (zone == "head" and len(line) <= 40) or CREDIT.search(line):
                credits.append(Stated(raw=parted, where=_where(page, run, zone)))
    _read_machine_times(page, zones.head, published)
    _read_fields(page, zones, published, credits)
    return published[:MAX_LINES], credits[: 2 * MAX_LINES]


def _parted_line(page: FlatDom, number: int, zone: str, headline: str) -> str:
    """One line with tabs between elements; a label alone takes its value from the line below."""
    parted = page.parted_text(page.runs[number])
    if headline:  # a date inside the heading's element
        return parted.replace(headline, "", 1).strip()
    if parted.endswith(COLONS) and LABEL.fullmatch(parted):
        parted += _next_value(page, number, parted)
    if zone == "tail" and len(parted) > MAX_CREDIT_LINE:
        parted = "\t".join(EDITOR_IN_BRACKETS.findall(parted)) or parted
    return parted


def _next_value(page: FlatDom, number: int, label: str) -> str:
    """The line below a label alone, if it can be its value: no sentence and no field of its own."""
    if number + 1 >= len(page.runs):
        return ""
    run = page.runs[number + 1]
    value = page.parted_text(run)
    most = MAX_PERSON if PERSON.match(label) else MAX_FIELD
    is_heading = page.tags[run.element] in HEADINGS
    is_field = "：" in value or CREDIT.search(value) or run.is_prose or is_heading
    return "" if is_field or len(value) > most else value


def _where(page: FlatDom, run: Run, zone: str) -> str:
    attributes = page.attributes[run.element]
    if page.tags[run.element] == "figcaption":
        return f"visible:{zone}:figcaption"
    if name := attributes.get("id"):
        return f"visible:{zone}:#{name[:40]}"
    if name := (attributes.get("class") or "").strip():
        return f"visible:{zone}:.{name.split()[0][:40]}"
    return f"visible:{zone}"


def _read_machine_times(page: FlatDom, head: range, published: list[Stated]) -> None:
    """``<time datetime=…>`` beside the headline."""
    if not head or head.start >= len(page.runs):
        return
    first, last = page.runs[head.start], page.runs[min(head.stop, len(page.runs)) - 1]
    published += [
        Stated(raw=stated[:MAX_FIELD], where="visible:field:time")
        for number in range(first.element, last.last)
        if page.tags[number] == "time" and (stated := page.attributes[number].get("datetime"))
    ]


def _read_fields(
    page: FlatDom, zones: Zones, published: list[Stated], credits: list[Stated]
) -> None:
    """Elements whose class or id names the field: ``span.source``, ``#editor_baidu``."""
    for is_tail, zone in enumerate(zones):
        if not zone or zone.start >= len(page.runs):
            continue
        first = page.runs[zone.start].node
        last = page.runs[min(zone.stop, len(page.runs)) - 1].last
        low = min(page.runs[zone.start].element, first)
        for number in range(low, last + 1):
            name = page.names[number]
            if not name or page.ends[number] - number > 30:
                continue
            role, is_dated = field_of(name)
            if role is None and not is_dated:
                continue
            parted = page.parted_within(number, page.ends[number])
            text = parted.replace("\t", " ")
            if not text or len(text) > MAX_FIELD:
                continue
            if is_tail and not (role == "editor" or CREDIT.search(text) or "时间" in text):
                continue  # names and times below an article are its commentators'
            label = (page.attributes[number].get("id") or name.split()[0])[:40]
            if is_dated and states_date(text):
                published.append(Stated(raw=text, where=f"visible:field:{label}"))
            if role is not None:
                credits.append(Stated(raw=parted, where=f"visible:{role}:{label}"))


def read_section(page: FlatDom, limit: int) -> str | None:
    """The breadcrumb as printed, from the elements before node ``limit``."""
    for run in page.runs:
        if run.node >= limit:
            break
        if "当前位置" in run.text or "當前位置" in run.text or "您的位置" in run.text:
            holder = run.element
            text = page.text_within(holder, " ")
            if len(text) < 8 and page.parents[holder] >= 0:
                text = page.text_within(page.parents[holder], " ")
            return text[:MAX_LINE]
    for number in range(min(limit, len(page.tags))):
        if page.names[number] and is_crumbs(page.names[number]):
            text = page.text_within(number, " ")
            if 2 <= len(text) <= MAX_LINE and not states_date(text):
                return text
    return None
