"""A corpus with planted copies: newsroom articles and edited copies of them, truth beside it."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from newsroom.grammar import generate
from newsroom.script import traditional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXTS = pa.schema(
    [
        ("article_id", pa.string()),
        ("headline", pa.string()),
        ("match_text", pa.string()),
        ("root", pa.int64()),
        ("copy_of", pa.int64()),
        ("edit", pa.string()),
    ]
)
"""``root`` is equal for all articles of one story; ``copy_of`` the row of the source, else null."""
BATCH_ROWS = 4096
SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]*")
HEADERS = (
    "本报讯（记者 {}）",
    "{}新闻网2月{}日电 ",
    "来源：{}日报　",
    "（抗击大风）{}客户端消息：",
)
TRAILERS = (
    "\n（责任编辑：{}）",
    "\n来源：{}晚报",
    "\n更多精彩内容请关注{}官方微信。",
    "（{}）（完）",
)
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
SHORTEST = 200


def write_planted(path: Path, articles: int, seed: int = 1) -> None:
    """Exactly ``articles`` rows, in order of arrival; about half are copies."""
    batch: list[tuple[object, ...]] = []
    with pq.ParquetWriter(path, TEXTS, compression="zstd") as writer:
        for row in planted(articles, seed):
            batch.append(row)
            if len(batch) == BATCH_ROWS:
                _flush(writer, batch)
        _flush(writer, batch)


def planted(articles: int, seed: int) -> Iterator[tuple[object, ...]]:
    """Rows of TEXTS."""
    dice = random.Random(f"planted {seed}")
    number = 0
    for article in generate(seed, articles):
        if number >= articles:
            return
        root = hash_of(article.story)
        body = article.body
        yield f"a{number:08d}", article.headline, body, root, None, None
        source = number
        number += 1
        if number >= articles or len(body) < SHORTEST or article.kind == "bulletin":
            continue
        name = dice.choice(tuple(EDITS))
        headline = article.headline if dice.random() < 0.7 else article.headline[:-2] + "（图）"
        if name == "traditional":
            headline = traditional(headline)
        yield f"a{number:08d}", headline, EDITS[name](body, dice), root, source, name
        number += 1


def hash_of(story: str) -> int:
    return int.from_bytes(story.encode()[-7:], "little")


def _flush(writer: pq.ParquetWriter, batch: list[tuple[object, ...]]) -> None:
    if batch:
        columns = [list(column) for column in zip(*batch, strict=True)]
        writer.write_table(pa.Table.from_arrays(list(map(pa.array, columns)), schema=TEXTS))
        batch.clear()


def with_header(body: str, dice: random.Random) -> str:
    return dice.choice(HEADERS).format(dice.choice(COMMON), dice.randint(1, 28)) + body


def with_trailer(body: str, dice: random.Random) -> str:
    return body + dice.choice(TRAILERS).format(dice.choice(COMMON))


def dropped(body: str, dice: random.Random) -> str:
    sentences = SENTENCE.findall(body)
    for _ in range(dice.randint(1, max(1, len(sentences) // 6))):
        del sentences[dice.randrange(len(sentences))]
    return "".join(sentences)


def reordered(body: str, dice: random.Random) -> str:
    sentences = SENTENCE.findall(body)
    at = dice.randrange(len(sentences))
    return "".join(sentences[at:] + sentences[:at])


def substituted(body: str, dice: random.Random) -> str:
    """1–10 % of the characters written otherwise."""
    letters = list(body)
    for at in dice.sample(range(len(body)), int(len(body) * dice.uniform(0.01, 0.1))):
        letters[at] = dice.choice(COMMON)
    return "".join(letters)


def halved(body: str, dice: random.Random) -> str:
    half = len(body) // 2
    return body[:half] if dice.random() < 0.7 else body[half:]


def in_traditional(body: str, _dice: random.Random) -> str:
    return traditional(body)


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "header": with_header,
    "trailer": with_trailer,
    "dropped": dropped,
    "reordered": reordered,
    "substituted": substituted,
    "halved": halved,
    "traditional": in_traditional,
}
