"""What the desk says to the person at the terminal: a line at a time, and the table at the end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from desk.published import catalogue, rows

if TYPE_CHECKING:
    from pathlib import Path

THEMES_BY_CHANNEL = """
with volumes as (select channel, count(*) as volume from articles group by channel)
select m.theme, m.channel, count(*) as articles, sum(m.occurrence_count) as mentions,
       100.0 * count(*) / any_value(v.volume) as share
from rollups.theme_articles m join volumes v on v.channel = m.channel
group by m.theme, m.channel
order by sum(count(*)) over (partition by m.theme) desc, m.theme, articles desc, m.channel
"""
ROWS_SHOWN = 60


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def print_coverage(data: Path) -> None:
    """Theme × channel as published, and where to go from here."""
    from rich.console import Console
    from rich.table import Table

    found = rows(data, THEMES_BY_CHANNEL)
    table = Table(title="主题报道 Theme coverage", title_justify="left", header_style="bold")
    table.add_column("主题 theme", no_wrap=True)
    table.add_column("频道 channel", no_wrap=True)
    for name in ("文章 articles", "提及 mentions", "占比 share"):
        table.add_column(name, justify="right", no_wrap=True)
    before = None
    for theme, channel, articles, mentions, share in found[:ROWS_SHOWN]:
        shown = theme if theme != before else ""
        table.add_row(shown, channel, str(articles), str(mentions), f"{share:.1f} %")
        before = theme
    console = Console(width=100, highlight=False, emoji=False, markup=False)
    console.print(table)
    if len(found) > ROWS_SHOWN:
        console.print(f"… {len(found) - ROWS_SHOWN} more rows in theme_coverage_daily")
    [(articles, channels)] = rows(data, "select count(*), count(distinct channel) from articles")
    console.print(f"{articles} articles of {channels} channels are published. 已发布")
    console.print(f"database  {catalogue(data)}", soft_wrap=True)
    console.print(
        'query     .venv/bin/python -m warehouse query "from theme_coverage_daily limit 9"'
    )
    console.print("page      make up, then the address it prints; make down stops it 打开界面")
