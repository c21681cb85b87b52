"""Bands meet for similar texts, samples of a piece stand in the whole, overlaps are exact."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.dedupe.texts import body
from transforms.dedupe.alphabet import fold_text
from transforms.dedupe.corpus import Corpus, collect
from transforms.dedupe.overlap import jaccard_without_numbers, shared_shingles
from transforms.dedupe.signatures import SHINGLE, SIGNATURES, sign


def corpus(*texts: str | None) -> Corpus:
    return collect([signed(texts)])


def signed(texts: tuple[str | None, ...]) -> pa.RecordBatch:
    columns = {
        "article_id": pa.array([f"{at:03d}" for at in range(len(texts))]),
        "headline": pa.array(["题"] * len(texts)),
        "match_text": pa.array(texts, pa.string()),
    }
    return sign(pa.RecordBatch.from_pydict(columns))


def shingles(text: str) -> set[str]:
    folded = fold_text(text)
    return {folded[at : at + SHINGLE] for at in range(len(folded) - SHINGLE + 1)}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(alphabet="甲乙丙丁1", max_size=60), min_size=2, max_size=6))
def test_overlaps_equal_sets_of_shingles(texts: list[str]) -> None:
    later = np.repeat(np.arange(1, len(texts)), np.arange(1, len(texts)))
    earlier = np.concatenate([np.arange(row) for row in range(1, len(texts))])

    shared, distinct = shared_shingles(corpus(*texts).units, later, earlier)

    for pair, (one, two) in enumerate(zip(later, earlier, strict=True)):
        assert shared[pair] == len(shingles(texts[one]) & shingles(texts[two]))
        assert distinct[one] == len(shingles(texts[one]))
        assert distinct[two] == len(shingles(texts[two]))


def test_overlap_of_edited_texts_is_exact_too() -> None:
    text = body("long", 40)
    edited = "本报讯（记者 某某）" + text[:300] + "此处改写了一句话。" + text[420:] + "（完）"

    shared, distinct = shared_shingles(corpus(text, edited).units, np.array([1]), np.array([0]))

    assert shared.tolist() == [len(shingles(text) & shingles(edited))]
    assert distinct.tolist() == [len(shingles(text)), len(shingles(edited))]


def test_samples_of_a_piece_stand_in_the_whole() -> None:
    text = body("whole", 40)
    whole = corpus(text, text[200:700])

    assert set(whole.samples.row(1)) <= set(whole.samples.row(0))
    assert len(whole.samples.row(1)) > 5


def test_equal_texts_have_equal_signatures_and_strangers_do_not() -> None:
    texts = corpus(body(1), body(1).replace("，", "、"), body(2))

    assert texts.text_key[0] == texts.text_key[1] != texts.text_key[2]
    assert (texts.bands[:, 0] == texts.bands[:, 1]).all()
    assert (texts.bands[:, 0] != texts.bands[:, 2]).all()


def test_null_and_tiny_texts_have_no_keys() -> None:
    texts = corpus(None, "", "短讯", "，。！")

    assert texts.text_key.tolist() == [0, 0, 0, 0]
    assert not texts.bands.any()


def test_batches_of_any_size_give_the_same_signatures() -> None:
    texts = tuple(body(seed) for seed in range(7))
    whole = pa.Table.from_batches([signed(texts)], schema=SIGNATURES)

    parts = pa.Table.from_batches([signed(texts[:3]), signed(texts[3:])], schema=SIGNATURES)

    assert parts.drop_columns("article_id").equals(whole.drop_columns("article_id"))


def test_the_same_template_with_other_numbers_is_one_text_without_them() -> None:
    one, two = (
        "今日最低气温3度，最高12度，湿度45%，风力3级。" * 3,
        "今日最低气温5度，最高21度，湿度81%，风力1级。" * 3,
    )

    masked = jaccard_without_numbers(corpus(one, two).units, np.array([1]), np.array([0]))

    assert masked.tolist() == [1.0]
