"""What ``search`` keeps ready: the newest texts, and marks that tell which of them may hold words.

A text bears a mark for every pair of neighbouring characters and for every character. Pairs share
marks, so a text that bears those of the words is a candidate only; it is then looked through.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from opencc import OpenCC

from warehouse.sql_files import quoted

if TYPE_CHECKING:
    import duckdb
    from numpy import typing as npt

KEPT_ARTICLES = 250_000
"""Texts kept ready, about 2.5 KB each; whole days, so up to a day more."""
STRIPE = 4096
"""Texts whose marks lie in one row of 64 numbers of 64 bits."""
PAIR_BITS = 12
PAIR_MARKS = 1 << PAIR_BITS
FIRST_FACTOR, SECOND_FACTOR = 2654435761, 2246822519
"""A pair's mark is the upper bits of ``first × FIRST_FACTOR + second × SECOND_FACTOR`` mod 2³²."""
RESTORED = frozenset("昇陞氾釐讎苧噁剋")
"""Simplified text may hold them (通用规范汉字表, 2013), and whatever hanzi GB 2312 holds."""


def kept_from(connection: duckdb.DuckDBPyConnection) -> str:
    """SQL of the day from which texts are kept: the newest days that hold enough articles."""
    [(day,)] = connection.execute(
        "select min(published_date) from (select published_date, sum(article_count) as day_count,"
        " sum(sum(article_count)) over (order by published_date desc) as upto_count"
        " from rollups.channel_volumes group by published_date) where upto_count - day_count < ?",
        [KEPT_ARTICLES],
    ).fetchall()
    return f"date '{day or '0001-01-01'}'"


@cache
def search_words() -> dict[str, str]:
    """What the SQL of ``search`` takes from here: how a mark is made, and how words are folded."""
    numbers = {
        "stripe_size": STRIPE,
        "pair_marks": PAIR_MARKS,
        "first_factor": FIRST_FACTOR,
        "second_factor": SECOND_FACTOR,
        "mark_modulus": 1 << 32,
        "mark_divisor": 1 << (32 - PAIR_BITS),
    }
    return {name: str(number) for name, number in numbers.items()} | folding()


def folding() -> dict[str, str]:
    """SQL of two texts of equal length: characters as written, and as search_text has them.

    What simplified text holds too stays as it is sought: 乾 of 乾隆, 後, 於.
    """
    plane = [chr(code) for code in range(0xA0, 0x10000) if not 0xD800 <= code < 0xE000]
    narrow = [unicodedata.normalize("NFKC", character) for character in plane]
    convert = OpenCC("t2s").convert
    converted = convert("\n".join(narrow)).split("\n")
    pairs = [
        (old, new)
        for old, new in zip(plane, converted, strict=True)
        if old != new and len(new) == 1 and not is_simplified(old)
    ]
    return {
        "written": quoted("".join(old for old, _ in pairs)),
        "searched": quoted("".join(new for _, new in pairs)),
    }


def is_simplified(character: str) -> bool:
    is_hanzi = "\u3400" <= character < "\ua000"
    return is_hanzi and (character in RESTORED or bool(character.encode("gb2312", "ignore")))


def fill_masks(connection: duckdb.DuckDBPyConnection) -> None:
    """Mark every text of rollups.search_texts, in rollups.search_masks; sorted by mark."""
    [(texts,)] = connection.execute("select count(*) from rollups.search_texts").fetchall()
    connection.execute("create temp table marked as from rollups.search_masks")
    for stripe in range(-(-texts // STRIPE)):
        connection.register("stripe", striped(connection, stripe))
        connection.execute("insert into marked select * from stripe")
        connection.unregister("stripe")
    connection.execute("insert into rollups.search_masks from marked order by mark, stripe")
    connection.execute("drop table marked")


def striped(connection: duckdb.DuckDBPyConnection, stripe: int) -> pa.Table:
    """Rows of rollups.search_masks for the texts of one stripe."""
    found = connection.sql(
        "select number - $first as place, search_text from rollups.search_texts"
        " where number >= $first and number < $first + $size",
        params={"first": stripe * STRIPE, "size": STRIPE},
    ).to_arrow_table()
    places = np.array(found["place"].to_pylist(), np.int32)
    texts = [marks_of(text) for text in found["search_text"].to_pylist()]
    marks = np.concatenate(texts)
    of_text = np.repeat(places, [len(marks) for marks in texts])
    is_used = np.zeros(PAIR_MARKS + sys.maxunicode + 1, dtype=bool)
    is_used[marks] = True
    used = np.flatnonzero(is_used).astype(np.int32)
    rows = np.zeros(len(is_used), np.int32)
    rows[used] = np.arange(len(used))
    bears = np.zeros((len(used), STRIPE), dtype=bool)
    bears[rows[marks], of_text] = True
    masks = np.packbits(bears, axis=1, bitorder="little").view("<u8")
    offsets = np.arange(len(used) + 1, dtype=np.int32) * masks.shape[1]
    return pa.table(
        {
            "mark": used,
            "stripe": np.full(len(used), stripe, np.int32),
            "masks": pa.ListArray.from_arrays(offsets, masks.ravel()),
        }
    )


def marks_of(text: str) -> npt.NDArray[np.uint32]:
    """Marks of one text, as the macro computes them for words."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    sums = codes[:-1] * np.uint32(FIRST_FACTOR) + codes[1:] * np.uint32(SECOND_FACTOR)
    pairs = sums >> np.uint32(32 - PAIR_BITS)
    return np.concatenate([pairs, codes + np.uint32(PAIR_MARKS)])
