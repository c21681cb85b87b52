"""Pages and files that say what is not so (C13, C15, C17): nothing is invented, all is bounded."""

from __future__ import annotations

import gzip
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench.faults import Row
from bench.hostile.charset_lies import matrix
from crawler.extract.article_page import extract_article
from crawler.items import to_line
from crawler.platforms.list_payloads import PayloadError
from crawler.platforms.sitemap import MAX_ENTRIES, read_sitemap, unpacked
from transforms.clean.published_at import choose_published

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY_DEMAND = 350
FETCHED = datetime(2026, 1, 10, 4, tzinfo=UTC)
BODY = "<p>" + "全市主攻工业大会召开，会议总结了工作成果，并作出部署。" * 12 + "</p>"
# (printed under the headline, printed in the footer, the Beijing day that may come of it)
DATES: list[tuple[str, str, str | None]] = [
    ("2031-05-06 08:00", "", None),
    ("1970-01-01 08:00", "", None),
    ("2026年13月45日 08:00", "", None),
    ("2025-02-30 08:00", "", None),
    ("2025-99-01 10:00", "", None),
    ("0000-00-00 00:00", "", None),
    ("明天 08:00", "", None),
    ("", "Copyright © 2016-2026 版权所有", None),
    ("", "© 2026-01-01 版权所有 备案号", None),
    ("3小时前", "", "2026-01-10"),  # by the clock of the fetch
    ("2019-02-24 00:30", "", "2019-02-24"),  # no zone is Beijing, where this is still the 24th
    ("2019-02-24 23:30", "© 2026", "2019-02-24"),
]


def c13_charset_lies() -> Row:
    cells, wrong, silent = matrix()
    return Row(
        case="C13",
        scenario="charset lies: header × meta × bytes × length",
        demand="≥ 5,000 cells, ≥ 99.9 % right, no silent U+FFFD",
        measured=f"{cells:,} cells, {1 - wrong / cells:.3%} right, {silent} silent",
        is_met=cells >= 5_000 and wrong * 1000 <= cells and silent == 0,
    )


def c15_dates() -> Row:
    right = sum(day_of(printed, footer) == day for printed, footer, day in DATES)
    invented = sum(day is None and day_of(p, f) is not None for p, f, day in DATES)
    return Row(
        case="C15",
        scenario="dates: future, 1970, month 13, 30 February, footer years, hours ago, no zone",
        demand="null with its reason, never invented",
        measured=f"{right}/{len(DATES)} right, {invented} invented",
        is_met=right == len(DATES) and invented == 0,
    )


def day_of(printed: str, footer: str) -> str | None:
    """The Beijing day a page is dated with; every page without one says why."""
    page = (
        "<html><head><title>全市主攻工业大会召开_网</title></head><body><h1>全市主攻工业大会召开</h1>"
        f"<div class=info>{printed}　来源：测试网</div><div class=article>{BODY}</div>"
        f"<div class=footer>{footer}</div></body></html>"
    )
    at = FETCHED.isoformat()
    item = extract_article(page.encode(), channel="x", url="http://a.test/1.html", fetched_at=at)
    chosen = choose_published(to_line(item), FETCHED)
    assert chosen.date is not None or chosen.rule.startswith("none:"), chosen
    return chosen.date.isoformat() if chosen.date else None


def c17_sitemaps() -> Row:
    """In a process of its own: the peak is of these files alone."""
    code = "from bench.faults_pages import read_hostile_sitemaps; read_hostile_sitemaps()"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    good, count, before, peak, took = child.stdout.split()
    return Row(
        case="C17",
        scenario="sitemaps: billion laughs, external entity, gzip bomb, cut off, 1,000,000 URLs",
        demand=f"bounded, ≤ {MEMORY_DEMAND} MiB",
        measured=f"{good}/{count} bounded, peak {peak} MiB ({before} before), {float(took):.1f} s",
        is_met=good == count and int(peak) <= MEMORY_DEMAND,
        line=f"more than {MAX_ENTRIES:,} entries: the rest is unread",
    )


def hostile_sitemaps() -> list[tuple[bytes, int]]:
    """(body as served, most entries that may come of it)."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    entry = "<urlset><url><loc>{}</loc></url></urlset>"
    many = "".join(f"<url><loc>http://x.test/{n}</loc></url>" for n in range(1_000_000))
    return [
        (f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>{entry.format("&l9;")}'.encode(), 0),
        (
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            + entry.format("&a;").encode(),
            0,
        ),
        (gzip.compress(b" " * (60 << 20)), 0),
        (gzip.compress(entry.format("http://x.test/1").encode())[:-12], 0),
        (gzip.compress(f"<urlset>{many}</urlset>".encode(), 1), MAX_ENTRIES + 1),
    ]


def read_hostile_sitemaps() -> None:
    """Print: files within their bound, files, MiB before and at the peak, seconds."""
    cases = hostile_sitemaps()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    started, good = time.monotonic(), 0
    for body, most in cases:
        try:
            entries = read_sitemap(unpacked(body), None).entries
        except PayloadError:
            entries = []
        good += len(entries) <= most
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(good, len(cases), before, peak, time.monotonic() - started)


SCENARIOS: list[Callable[[], Row]] = [
    value for name, value in list(globals().items()) if name[:1] == "c" and name[1:2].isdigit()
]
