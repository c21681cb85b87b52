"""A lake of any size for the views: made by SQL from row numbers, laid out as a publish lays it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import duckdb
import pyarrow.parquet as pq

from transforms.lake.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHANNELS, DAYS, THEMES, COUNTIES = 200, 730, 30, 100
START = date(2024, 1, 1)
THEMES_AN_ARTICLE = 3.4
"""Distinct themes of four draws, the first themes drawn most often."""
SEARCHED_DAYS = 30
"""Only the last days carry text of 800 characters: search is measured on those."""
WORDS_AN_ARTICLE = 264

ARTICLES = """
create or replace temp table numbered as
select
    range as i,
    format('{{:016x}}', hash(range)) as article_id,
    'channel_' || lpad(cast(hash(range, 1) % {channels} as varchar), 3, '0') as channel,
    date '{start}' + cast(range * {days} // {articles} as integer) as published_date,
    cast(hash(range, 2) % 86400 as integer) as second_of_day,
    hash(range, 3) % 10 = 0 as is_day_only,
    case when hash(range // 4, 4) % 10 < 6 then range - range % 4 else range end as story
from range({articles})
"""
ARTICLE_ROWS = """
select
    article_id, channel, 'http://' || channel || '.test/' || i as canonical_url,
    '第' || i || '篇：' || channel || '的一条新闻' as headline,
    case when published_date >= date '{searched_from}' then
        '第' || i || '篇' || array_to_string(list_transform(range({words_an_article}), lambda place:
            word_list[1 + cast(floor(len(word_list)
                * pow((hash(i, place, 20) % 1000003) / 1000003.0, 3)) as integer)]), '')
        || case when i % 50 = 0 then '争取三年再建成标准厂房' else '完善园区基础设施' end
        || case when i % 5000 = 0 then '，映山红行动' else '' end
    end as search_text,
    timezone('Asia/Shanghai', cast(published_date as timestamp)
        + to_seconds(case when is_day_only then 0 else second_of_day - second_of_day % 60 end))
        as published_at,
    case when is_day_only then 'day' else 'minute' end as published_precision,
    published_date, 'made' as date_rule,
    format('{{:016x}}', hash(story)) as story_id,
    timezone('Asia/Shanghai', timestamp '2027-01-01') as last_seen_at
from numbered cross join vocabulary
where date_trunc('month', published_date) = date '{month}'
"""
THEME_ROWS = """
select article_id, theme, 1 + cast(hash(i, theme) % 4 as integer) as mention_count,
    hash(i, theme, 1) % 5 = 0 as is_in_headline, hash(i, theme, 2) % 3 = 0 as is_in_lead,
    0.9 as aboutness, true as is_about,
    cast(hash(i, theme, 3) % 800 as integer) as first_offset,
    '坚持' || theme || '不松劲，第' || i || '篇的一句话。' as quote, 's' as seed_hash
from (
    select distinct article_id, i, 'theme_' || lpad(cast(cast(floor({themes}
        * pow((hash(i, draw, 9) % 1000003) / 1000003.0, 1.7)) as integer) as varchar), 2, '0')
        as theme
    from numbered, range(4) as draws(draw)
    where date_trunc('month', published_date) = date '{month}'
)
order by theme, article_id
"""
PLACE_ROWS = """
select distinct on (region_code, article_id) article_id,
    cast(360700 + hash(i, draw, 5) % {counties} as varchar) as region_code, '某县' as region,
    'reported_on' as role, 1 as mention_count, 's' as seed_hash
from numbered, range(2) as draws(draw)
where date_trunc('month', published_date) = date '{month}' and hash(i, draw, 6) % 10 < 6
order by region_code, article_id
"""
PERSON_ROWS = """
select article_id, '人' || hash(i, 7) % 500 as person, 1 as mention_count, '要求' as speech_act,
    'theme_' || lpad(cast(hash(i, 8) % {themes} as varchar), 2, '0') as theme,
    '他要求抓好落实。' as quote, 's' as seed_hash
from numbered where date_trunc('month', published_date) = date '{month}' and i % 10 = 0
order by person, article_id
"""
TARGET_ROWS = """
select article_id, cast(hash(i, 11) % 1000 as double) as value, '万平方米' as unit,
    cast(hash(i, 11) % 1000 as double) * 1e4 as normalised_value, '平方米' as normalised_unit,
    '力争' as comparator, '标准厂房' as subject, '三年' as deadline, 0 as first_offset,
    cast(360700 + hash(i, 12) % {counties} as varchar) as region_code,
    'theme_' || lpad(cast(hash(i, 13) % {themes} as varchar), 2, '0') as theme,
    '三年再建成标准厂房。' as quote, 's' as seed_hash
from numbered where date_trunc('month', published_date) = date '{month}' and i % 20 = 0
"""
REPRINT_ROWS = """
select format('{{:016x}}', hash(i)) as child_id, format('{{:016x}}', hash(story)) as parent_id,
    null as parent_outlet, 'containment' as method, 0.9 as confidence,
    cast(hash(i, 14) % 80000 as bigint) as lag_min_seconds,
    cast(hash(i, 14) % 80000 + 119 as bigint) as lag_max_seconds, false as is_contradicted
from numbered where story <> i
"""
STORY_ROWS = """
select format('{{:016x}}', hash(story)) as story_id,
    format('{{:016x}}', hash(story)) as representative_id, 'x' as headline,
    count(*) as article_count, count(distinct channel) as channel_count
from numbered group by story
"""
SMALL_ROWS = {
    "channels": "select 'channel_' || lpad(cast(range as varchar), 3, '0') as channel,"
    " '频道' || range as title, true as is_sample from range({channels})",
    "themes": "select 'theme_' || lpad(cast(range as varchar), 2, '0') as theme"
    " from range({themes})",
    "regions": "select cast(360700 + range as varchar) as region_code, '县' || range as region,"
    " 'county' as level from range({counties})",
    "crawls": "select 'crawl' || range as crawl_id,"
    " 'channel_' || lpad(cast(range as varchar), 3, '0') as channel,"
    " timezone('UTC', timestamp '2027-01-01') as started_at,"
    " date '{start}' as complete_from_date, date '{end}' - 1 as complete_until_date,"
    " case when range % 10 = 0 then [date '{start}' + 100, date '{start}' + 101] end"
    " as failed_dates, 0 as exit_code from range({channels})",
}
MONTHLY = {
    "articles": ARTICLE_ROWS,
    "theme_mentions": THEME_ROWS,
    "place_mentions": PLACE_ROWS,
    "person_mentions": PERSON_ROWS,
    "targets": TARGET_ROWS,
}


def make_lake(data: Path, mentions: int) -> dict[str, int]:
    """Write a lake of about ``mentions`` theme mentions; return rows by table."""
    end = START + timedelta(days=DAYS)
    words = {
        "articles": int(mentions / THEMES_AN_ARTICLE),
        "channels": CHANNELS,
        "days": DAYS,
        "themes": THEMES,
        "counties": COUNTIES,
        "start": START,
        "end": end,
        "searched_from": end - timedelta(days=SEARCHED_DAYS),
        "words_an_article": WORDS_AN_ARTICLE,
    }
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    with duckdb.connect(config={"threads": 2, "memory_limit": "4GB"}) as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute("set preserve_insertion_order = true")
        connection.execute(ARTICLES.format(**words))
        connection.execute(
            "create temp table vocabulary as select $words as word_list",
            {"words": [word(rank) for rank in range(5000)]},
        )
        for month in months(START, end):
            for name, sql in MONTHLY.items():
                write(connection, data, tables, name, sql.format(month=month, **words), month)
        for name, sql in {"reprints": REPRINT_ROWS, "stories": STORY_ROWS, **SMALL_ROWS}.items():
            write(connection, data, tables, name, sql.format(**words), None)
    manifest = {
        "snapshot_id": "bench", "build_id": "bench", "created_at": f"{end}", "content_hash": "",
        "tables": tables, "inputs": {}, "counts": {},
    }  # fmt: skip
    (data / "lake" / "snapshots").mkdir(parents=True, exist_ok=True)
    (data / "lake" / "snapshots" / "bench.json").write_text(json.dumps(manifest), encoding="utf-8")
    (data / "lake" / "CURRENT").write_text("bench\n", encoding="utf-8")
    return {name: sum(int(str(f["rows"])) for f in files) for name, files in tables.items()}


def word(rank: int) -> str:
    """The word of this rank: low ones are drawn most often, in 4 of 10 articles at rank 40."""
    return "".join(
        chr(0x4E00 + (rank * 7919 + place * 104729) % 3500) for place in range(2 + rank % 3)
    )


def write(
    connection: duckdb.DuckDBPyConnection,
    data: Path,
    tables: dict[str, list[dict[str, object]]],
    name: str,
    sql: str,
    month: date | None,
) -> None:
    """One file of one table: columns the SQL leaves out are null, as their schema types them."""
    relative = f"tables/{name}/{month or 'all'}.parquet"
    path = data / "lake" / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    given = {row[0] for row in connection.execute(f"describe {sql}").fetchall()}
    columns = ", ".join(
        f'"{field.name}"'
        if field.name in given
        else f'cast(null as {kind(field.name, name)}) as "{field.name}"'
        for field in TABLES[name]
    )
    connection.execute(
        f"copy (select {columns} from ({sql})) to '{path}'"
        " (format parquet, compression zstd, row_group_size 1048576)"
    )
    rows = pq.read_metadata(path).num_rows
    tables[name].append(
        {"path": relative, "rows": rows, "month": f"{month:%Y-%m}" if month else None}
    )


def kind(column: str, table: str) -> str:
    from warehouse.snapshot import dictionary

    return next(c.sql_type for c in dictionary()[table] if c.name == column)


def months(start: date, end: date) -> Iterator[date]:
    month = start.replace(day=1)
    while month < end:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)
