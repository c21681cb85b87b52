"""Raw lines to lake rows: kept + dropped = read, every column as the schema says."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from transforms.clean import clean_lines
from transforms.clean.article import as_output, command
from transforms.lake.schema import ARTICLES, BLOCKS, DROPPED
from transforms.lake.versions import CLEANER

if TYPE_CHECKING:
    import pytest

RAW_FILE = "raw/items/channel=qx/20190301T000000Z-abcdef.jsonl"
LEAD = "本报讯（记者 王小明）2月23日，青溪县工业园区三座标准厂房同时封顶，贛州来客到场祝贺。"
ITEM: dict[str, Any] = {
    "channel": "qx",
    "url": "http://m.qx.test/2019/0224/1.html",
    "canonical_url": "http://qx.test/2019/0224/1.html",
    "fetched_at": "2019-03-01T00:00:00+00:00",
    "encoding": "gb18030",
    "headline_raw": "青溪县三座厂房封顶_江城频道",
    "section_raw": "要闻",
    "published": [{"raw": "2019-02-24 07:42", "where": "visible:head"}],
    "credits": [{"raw": "来源：青溪日报", "where": "visible:head"}],
    "origin_url": "http://paper.qx.test/1.html",
    "blocks": [
        {"text": LEAD, "tag": "p", "path": "p", "in_link_chars": 0},
        {"text": "[责任编辑：李青]", "tag": "p", "path": "p", "in_link_chars": 0},
    ],
    "images": [
        {"url": "a", "width": 16, "height": 16},
        {"url": "b", "width": None, "height": None},
    ],
    "template": "generic",
    "extractor_version": "1",
    "warc": [{"file": "raw/warc/x.gz", "offset": 7, "digest": "sha1:X"}],
}


def test_an_item_becomes_one_row_and_its_blocks() -> None:
    cleaned = clean_lines([(RAW_FILE, 3, json.dumps(ITEM))], regions={"qx": "360700"})
    row = cleaned.articles.to_pylist()[0]

    assert cleaned.articles.schema == ARTICLES
    assert cleaned.blocks.schema == BLOCKS
    assert cleaned.dropped.schema == DROPPED
    name = f"qx\n{ITEM['canonical_url']}".encode()
    assert row["article_id"] == blake2b(name).hexdigest()[:16]
    assert row["headline"] == "青溪县三座厂房封顶"
    assert row["body"] == LEAD
    assert "赣州来客" in row["search_text"]
    assert row["match_text"].startswith("2月23日青溪县")
    assert row["published_at"] == datetime(2019, 2, 23, 23, 42, tzinfo=UTC)
    assert (row["published_date"], row["published_precision"]) == (date(2019, 2, 24), "minute")
    assert (row["origin"], row["origins"]) == ("青溪日报", ["青溪日报"])
    assert (row["reporters"], row["editors"]) == (["王小明"], ["李青"])
    assert (row["dateline_raw"], row["dateline_outlet"]) == ("本报讯（记者 王小明）", "本报")
    assert (row["image_count"], row["char_count"]) == (1, len(LEAD))
    assert (row["raw_file"], row["raw_line"], row["region_code"]) == (RAW_FILE, 3, "360700")
    assert (row["warc_file"], row["warc_offset"]) == ("raw/warc/x.gz", 7)
    assert (row["cleaner_version"], row["story_id"]) == (CLEANER, None)
    assert row["first_seen_at"] == row["last_seen_at"] == datetime(2019, 3, 1, tzinfo=UTC)
    assert [(b["label"], b["is_kept"]) for b in cleaned.blocks.to_pylist()] == [
        ("lead", True),
        ("editor", False),
    ]


def test_the_content_hash_follows_the_text_not_its_print() -> None:
    def hash_of(**changes: Any) -> str:
        lines = [(RAW_FILE, 1, ITEM | changes)]
        found: str = clean_lines(lines, regions={}).articles["content_hash"][0].as_py()
        return found

    other_print = LEAD.replace("贛", "赣").replace("，", " , ").replace("本报讯（记者 王小明）", "")
    same = [{"text": other_print, "tag": "div", "path": "", "in_link_chars": 0}]
    assert hash_of() == hash_of(blocks=same)
    assert hash_of() != hash_of(blocks=[{"text": LEAD[:-4], "tag": "p"}])
    assert hash_of() != hash_of(headline_raw="另一条标题"), "a short text needs its headline"


def test_each_fault_is_one_dropped_row() -> None:
    lines: list[tuple[str, int, Any]] = [
        (RAW_FILE, 1, "{broken"),
        (RAW_FILE, 2, "[1, 2]"),
        (RAW_FILE, 3, {"url": "u"}),
        (RAW_FILE, 4, ITEM | {"drop_step": "extract", "drop_reason": "login_wall"}),
        (RAW_FILE, 5, ITEM | {"blocks": []}),
        (RAW_FILE, 6, ITEM | {"headline_raw": None}),
    ]
    cleaned = clean_lines(lines, regions={})
    rows = cleaned.dropped.to_pylist()

    assert [(r["step"], r["drop_reason"], r["raw_line"]) for r in rows] == [
        ("read", "not_json", 1), ("read", "not_an_object", 2), ("read", "no_identity", 3),
        ("extract", "login_wall", 4), ("clean", "no_body", 5), ("clean", "no_headline", 6),
    ]  # fmt: skip
    assert {r["channel"] for r in rows} == {"qx"}
    assert rows[3]["article_id"] is not None
    assert "canonical_url" in rows[2]["detail"]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.text(alphabet="青溪：来源 2019-02-24", max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["raw", "where", "text", "tag", "path", "width", "file"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(sorted(ITEM)), JSON, max_size=6).map(lambda odd: ITEM | odd)
        | st.text(max_size=20),
        max_size=6,
    )
)
def test_kept_and_dropped_add_up_to_what_was_read(items: list[Any]) -> None:
    cleaned = clean_lines([(RAW_FILE, i, item) for i, item in enumerate(items, 1)], regions={})
    assert cleaned.articles.num_rows + cleaned.dropped.num_rows == len(items)
    ids = set(cleaned.articles["article_id"].to_pylist())
    assert set(cleaned.blocks["article_id"].to_pylist()) <= ids


def test_cleaning_the_same_lines_twice_gives_the_same_tables() -> None:
    lines = [(RAW_FILE, 1, json.dumps(ITEM)), (RAW_FILE, 2, "{")]
    assert clean_lines(lines, regions={}) == clean_lines(lines, regions={})


def test_the_command_writes_a_line_for_every_line(tmp_path: Any) -> None:
    source, out = tmp_path / "raw.jsonl", tmp_path / "out.jsonl"
    listing = {"id": "l", "url": "u", "items": [{"href": "/1", "title": "t", "date": None}]}
    lines = [json.dumps({"id": "a", **ITEM}), json.dumps(listing), "{broken"]
    source.write_text("\n".join(lines), encoding="utf-8")
    command(str(source), str(out))
    article, entries, broken = map(json.loads, out.read_text(encoding="utf-8").splitlines())

    assert article["publish_time"] == "2019-02-24 07:42"
    assert (article["source"], article["author"], article["editor"]) == (
        "青溪日报",
        ["王小明"],
        ["李青"],
    )
    assert entries == {"id": "l", "items": listing["items"]}
    assert broken["drop_reason"] == "not_json"
    assert as_output(json.dumps({"id": "x", **ITEM, "blocks": []}))["drop_reason"] == "no_body"


@given(st.sampled_from("\u00ad\u200b\u2060\x0b\ufeff\u200e\u202e\u200d\x1f\x8d"), st.data())
def test_unseen_characters_reach_no_column_of_an_article(mark: str, data: st.DataObject) -> None:
    def strewn(text: str) -> str:
        place = data.draw(st.integers(0, len(text)))
        return text[:place] + mark + text[place:]

    item = ITEM | {
        "headline_raw": strewn("青溪县三座厂房封顶_江城频道"),
        "section_raw": strewn("要闻"),
        "published": [{"raw": strewn("2019-02-24 07:42"), "where": "visible:head"}],
        "credits": [{"raw": strewn("来源：青溪日报"), "where": "visible:head"}],
        "blocks": [block | {"text": strewn(block["text"])} for block in ITEM["blocks"]],
    }
    found = clean_lines([(RAW_FILE, 1, item)], regions={})
    plain = clean_lines([(RAW_FILE, 1, ITEM)], regions={})

    assert found.articles.to_pylist() == plain.articles.to_pylist()
    assert found.blocks.to_pylist() == plain.blocks.to_pylist()


def test_claims_are_told_field_by_field_in_the_json_and_as_text(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "raw.jsonl", tmp_path / "out.jsonl"
    author = {"raw": "赵敏", "where": "meta:author"}
    item = {"id": "a", **ITEM, "credits": [*ITEM["credits"], author]}
    source.write_text(f"{json.dumps(item)}\n{{broken", encoding="utf-8")
    command(str(source), str(out), with_claims=True)
    told = json.loads(out.read_text(encoding="utf-8").splitlines()[0])["claims"]

    assert told["origin"]["values"] == ["青溪日报"]
    assert told["origin"]["rule"].startswith("labelled@")
    assert {claim["is_chosen"] for claim in told["headline"]["claims"]} >= {True}
    assert told["published"]["claims"][0]["value"] == "2019-02-23T23:42:00+00:00"
    rivals = [claim for claim in told["reporters"]["claims"] if not claim["is_chosen"]]
    assert [(claim["value"], claim["place"], claim["strength"]) for claim in rivals] == [
        ("赵敏", "meta:author", 50)
    ]
    printed = capsys.readouterr().err
    assert "origin 来源: 青溪日报" in printed
    assert "machine@meta:author" in printed


def test_a_row_tells_the_rule_of_every_field_or_why_there_is_none() -> None:
    row = clean_lines([(RAW_FILE, 1, ITEM)], regions={}).articles.to_pylist()[0]
    assert row["headline_rule"] == "stated@page"
    assert row["origin_rule"].startswith("labelled@")
    assert "@" in row["reporters_rule"]
    bare = {**ITEM, "credits": []}
    row = clean_lines([(RAW_FILE, 1, bare)], regions={}).articles.to_pylist()[0]
    assert row["origin_rule"] == "none:not_stated"
