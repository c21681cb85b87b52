"""A published database in which every name tries to run as script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "</script><svg onload=document.title=1337>\"'&"
CATALOGUE = """
create schema rollups;
create table snapshot as select 's-of-the-test' as snapshot_id;
create table themes as select unnest(['主攻工业', $hostile]) as theme;
create table channels as
    select * from (values ('sample_a', $hostile), ('sample_b', '乙')) t(channel, title);
create table articles as select 'x' || i as article_id, 'sample_a' as channel,
    date '2019-02-01' + i::int as published_date from range(10) t(i);
create table rollups.channel_volumes as select channel, published_date, 1 as article_count
    from articles;
create table rollups.theme_days as select $hostile as theme, channel, published_date,
    1 as document_count from articles where published_date < '2019-02-06';
create table rollups.named_days as select channel, published_date, 1 as article_count
    from articles where published_date < '2019-02-06';
create table rollups.theme_articles as select $hostile as theme, 1 as article_key,
    date '2019-02-02' as published_date;
create table channel_days as
    select 'sample_a' as channel, date '2019-02-01' + i::int as published_date,
    if(i < 8, 'covered', 'not_crawled') as coverage_state, 1 as article_count from range(10) t(i);
create table crawls as select 'sample_a' as channel, timestamptz '2019-02-11' as started_at,
    'finished' as finish_reason, 0 as exit_code, $hostile as reason;
create table channel_freshness as select 'sample_a' as channel, $hostile as title,
    date '2019-02-10' as newest_date, 10 as article_count, 0 as silent_days, true as is_stale;
create table rollups.reprint_edges as select child_key, 'sample_a' as child_channel,
    date '2019-02-02' as child_date, parent, lag_min_seconds, lag_max_seconds,
    false as is_contradicted from (values (1, $hostile, 7200, 7200),
    (1, 'printed', -36000, 50400), (1, 'undated', null, null))
    t(child_key, parent, lag_min_seconds, lag_max_seconds);
"""


def publish_hostile(data: Path) -> Path:
    """Ten days of one channel, the last two not crawled; path of the database."""
    catalogue = data / "coverage.duckdb"
    with duckdb.connect(str(catalogue)) as connection:
        for statement in CATALOGUE.split(";\n"):
            if statement.strip():
                bound = {"hostile": HOSTILE} if "$hostile" in statement else {}
                connection.execute(statement, bound)
    return catalogue
