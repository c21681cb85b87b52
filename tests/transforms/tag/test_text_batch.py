"""A batch as one text: positions, quotes and forms against plain Python."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.tag.characters import (
    as_text,
    code_points,
    first_of_form,
    spans_as_strings,
    trim,
)
from transforms.tag.text_batch import GAP, MAX_QUOTE, TextBatch

SENTENCE_ENDS = "。!?;\n\x00"
LETTERS = st.text("主a \n。!?;,𠮷é\u3000\u2028\x85", max_size=40)


def batch(texts: list[str | None], kind: pa.DataType) -> TextBatch:
    days = pa.nulls(len(texts), pa.date32())
    columns = {"search_text": pa.array(texts, kind), "published_date": days}
    return TextBatch(pa.table({"headline": pa.array(texts), "body": pa.array(texts)} | columns))


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.none() | LETTERS, max_size=5), st.sampled_from([pa.string(), pa.large_string()]))
def test_texts_are_joined_and_their_marks_found(
    strings: list[str | None], kind: pa.DataType
) -> None:
    whole = GAP.join(one or "" for one in strings)
    texts = batch(strings, kind)

    assert texts.text == as_text(texts.codes) == whole
    assert texts.newlines.tolist() == [n for n, c in enumerate(whole) if c == "\n"]
    assert texts.stops.tolist() == [n for n, c in enumerate(whole) if c in SENTENCE_ENDS]
    assert [whole[s:e] for s, e in zip(texts.starts, texts.ends, strict=True)] == [
        one or "" for one in strings
    ]


def test_a_slice_of_a_column_is_read_from_its_own_start() -> None:
    table = pa.table({"search_text": ["主攻", "工业。", None, "三年"]}).slice(1, 3)

    assert TextBatch(table).text == f"工业。{GAP}{GAP}三年"


@settings(deadline=None)  # the first call compiles
@given(st.lists(LETTERS, min_size=1, max_size=4), st.data())
def test_a_quote_is_the_sentence_around_a_place(strings: list[str], data: st.DataObject) -> None:
    texts = batch([f"{one}主" for one in strings], pa.string())
    place = data.draw(st.integers(0, len(texts.text) - 1))
    start = max(texts.text.rfind(mark, 0, place) for mark in SENTENCE_ENDS) + 1
    end = next((n for n in range(place, len(texts.text)) if texts.text[n] in SENTENCE_ENDS), None)
    if end is None:
        end = len(texts.text)
    elif texts.text[end] not in "\n\x00":
        end += 1
    expected = texts.text[start:end].strip()

    low, high = (int(ends[0]) for ends in texts.quote_spans(np.array([place])))
    assert texts.text[low:high] == expected
    assert texts.sentence(place) == (start, end)


@pytest.mark.parametrize("place", [0, 1, 250, 700, 1399])
def test_a_long_sentence_is_cut_around_the_place(place: int) -> None:
    texts = batch(["主攻工业" * 350], pa.string())
    low, high = (int(ends[0]) for ends in texts.quote_spans(np.array([place])))

    assert high - low == MAX_QUOTE
    assert low <= place < high
    assert (low > 0) is (place > MAX_QUOTE // 2)
    assert (high < 1400) is (place < 1000)


@settings(deadline=None)  # the first call compiles
@given(st.text(), st.data())
def test_spans_come_back_as_they_stood(text: str, data: st.DataObject) -> None:
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = np.array(data.draw(st.lists(span, max_size=5)), np.int64).reshape(-1, 2)
    starts, ends = spans[:, 0].copy(), spans[:, 1].copy()
    expected = [text[start:end] for start, end in spans.tolist()]

    assert as_text(code_points(text)) == text
    assert spans_as_strings(code_points(text), starts, ends).to_pylist() == expected
    trim(code_points(text), starts, ends)
    assert spans_as_strings(code_points(text), starts, ends).to_pylist() == [
        one.strip() for one in expected
    ]


@settings(deadline=None)  # the first call compiles
@given(
    st.lists(st.lists(st.sampled_from(["主", "主攻", "主攻工业", "工业"]), min_size=1), max_size=4)
)
def test_the_first_of_each_form_in_a_group_is_marked(groups: list[list[str]]) -> None:
    forms = [form for group in groups for form in group]
    bounds = np.cumsum([0, *map(len, forms)])
    first = np.cumsum([0, *map(len, groups)])
    is_first = np.ones(len(forms), bool)
    first_of_form(code_points("".join(forms)), bounds[:-1], bounds[1:], first[:-1], is_first)

    assert [
        [form for form, new in zip(forms[a:b], is_first[a:b], strict=True) if new]
        for a, b in pairwise(first.tolist())
    ] == [list(dict.fromkeys(group)) for group in groups]
