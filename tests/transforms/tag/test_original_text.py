"""Every quote, name and offset is the published text, whatever the search text made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.tag.conftest import articles, loaded
from transforms.clean.normalize import search_text
from transforms.tag import TABLES, tag
from transforms.tag.original_text import places_of
from transforms.tag.text_batch import MAX_QUOTE

if TYPE_CHECKING:
    import pyarrow as pa

WORDS = """
主攻工业 贛州市 赣州市 于都县 三年再翻番 …… … ！ ， 。 ㎡ ① Ａ股 王乾 乾燥 江西 兴国 、 𠮷 說明 ﬁ ½
市长张志强强调， 江西甲乙矿业有限公司 新华社南昌2月23日电 力争建成1000万平方米标准厂房
"""
BLANKS = ["\n", "\n\n", " ", "\u3000", "\u200b", "\ufe0f", "\t", "\r\n"]
PIECES = st.sampled_from([*WORDS.split(), *BLANKS, "主攻\u3000工業", "e\u0301", "a b"])


def wrong(given: pa.Table, tables: dict[str, pa.Table]) -> list[tuple[str, dict[str, Any]]]:
    """Rows whose quote or name does not stand in the article where they say."""
    published = {row["article_id"]: row for row in given.to_pylist()}
    found = []
    for name in TABLES:
        for row in tables[name].to_pylist():
            if row.get("role") == "outlet_home":
                continue
            text = published[row["article_id"]][row["field"]] or ""
            quote, offset = row["quote"], row["field_offset"]
            begin = text.find(quote)
            is_in = begin >= 0 and any(
                at <= offset < at + len(quote)
                for at in range(len(text))
                if text.startswith(quote, at)
            )
            printed = row.get("name_raw")
            if not is_in or (printed and not text.startswith(printed, offset)):
                found.append((name, row))
    return found


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(PIECES, max_size=14).map("".join), min_size=1, max_size=4))
def test_every_quote_and_offset_is_verbatim(texts: list[str]) -> None:
    given = articles(*texts, region_code="360700")
    assert wrong(given, tag(given, loaded())) == []


@settings(deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_places_go_forward_and_keep_plain_characters(text: str) -> None:
    found = search_text(text)
    places = places_of(text, found).tolist()
    assert len(places) == len(found)
    assert places == sorted(places)
    assert all(0 <= place < max(len(text), 1) for place in places)
    for character, place in zip(found, places, strict=True):
        if "\u4e00" <= character <= "\u9fff" and character in text:
            assert search_text(text[place]) == character


@pytest.mark.parametrize(
    ("text", "field", "offset", "name", "quote"),
    [
        ("贛州召開大會\n與會者發言。", "headline", 0, "贛州", "贛州召開大會"),
        ("大會\n　　在贛　州，召開……大會。完", "body", 3, "贛　州", "在贛　州，召開……大會。"),
        ("大会\n第一段。\n\n  第二段，在赣州召开！完", "body", 13, "赣州", "第二段，在赣州召开！"),
        ("\n在赣州召开", "body", 1, "赣州", "在赣州召开"),
        ("①②㎡\n½在赣州召开", "body", 2, "赣州", "½在赣州召开"),
    ],
)
def test_what_is_printed_is_told(text: str, field: str, offset: int, name: str, quote: str) -> None:
    [row] = tag(articles(text), loaded())["place_mentions"].to_pylist()
    assert (row["field"], row["field_offset"]) == (field, offset)
    assert (row["name_raw"], row["quote"]) == (name, quote)


def test_a_long_sentence_is_cut_without_a_mark() -> None:
    text = "大会\n" + "先讲了别的事，" * 90 + "在赣州召开，" + "又讲了别的事，" * 90
    [row] = tag(articles(text), loaded())["place_mentions"].to_pylist()
    assert len(row["quote"]) == MAX_QUOTE
    assert row["quote"] in text
    assert "赣州" in row["quote"]
