"""Which rule gave which field, channel by channel: what an operator looks at to distrust a rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from tests.warehouse import lake
from warehouse.build import build
from warehouse.reader import ask, open_catalogue
from warehouse.snapshot import LATER

if TYPE_CHECKING:
    from pathlib import Path

RULES: list[dict[str, Any]] = [
    {"headline_rule": "in_title@h1", "origin_rule": "labelled@visible:head:.info"},
    {"headline_rule": "in_title@h2.tit", "origin_rule": "labelled@visible:head:#src"},
    {"headline_rule": "in_title@h1.big", "origin_rule": "machine@meta:source:contentsource"},
    {"headline_rule": "h1_alone@h1", "origin_rule": "none:disagreement"},
]
ASKED = (
    "select field, rule, article_count, share_pct from field_rules where channel = 'alpha'"
    " and field <> 'published' order by field, article_count desc, rule"
)


def write(data: Path) -> None:
    articles = [
        lake.article(n, "alpha", f"2019-02-0{n} 08:00", "一", **rules)
        for n, rules in enumerate(RULES, 1)
    ]
    articles.append(lake.article(9, "beta", "2019-02-01 08:00", "二"))
    channels = [lake.channel(name, name) for name in ("alpha", "beta")]
    lake.write_lake(data, {"articles": articles, "channels": channels})


def test_every_rule_is_counted_by_channel_and_field_and_zones_of_a_place_are_one(
    tmp_path: Path,
) -> None:
    write(tmp_path)
    build(tmp_path)
    with open_catalogue(tmp_path) as connection:
        found = [tuple(row.values()) for row in ask(connection, ASKED).to_pylist()]
        dates = ask(connection, "select * from field_rules where channel = 'beta'").to_pylist()
    assert found == [
        ("headline", "in_title@h1", 2, 50.0),
        ("headline", "h1_alone@h1", 1, 25.0),
        ("headline", "in_title@h2", 1, 25.0),
        ("origin", "labelled@visible:head", 2, 50.0),
        ("origin", "machine@meta:source:contentsource", 1, 25.0),
        ("origin", "none:disagreement", 1, 25.0),
    ]
    assert [(row["field"], row["rule"], row["share_pct"]) for row in dates] == [
        ("published", "meta", 100.0)
    ]


def test_a_lake_of_before_the_rules_is_read_and_tells_none(tmp_path: Path) -> None:
    write(tmp_path)
    snapshot = next((tmp_path / "lake" / "snapshots").glob("*.json"))
    manifest = json.loads(snapshot.read_text())
    for file in manifest["tables"]["articles"]:
        path = tmp_path / "lake" / file["path"]
        pq.write_table(pq.read_table(path).drop_columns(list(LATER["articles"])), path)
    snapshot.write_text(json.dumps(manifest))
    build(tmp_path)
    with open_catalogue(tmp_path) as connection:
        told = ask(connection, "select distinct origin_rule from articles").to_pylist()
        found = ask(connection, "select distinct field from field_rules").to_pylist()
    assert told == [{"origin_rule": None}]
    assert found == [{"field": "published"}]
