"""Two saved documents with every oddity of a compiled report, and what a reader finds in each.

One is the sample newsroom's own and always here; the other is the article that started the
project, where ``COVERAGE_CORPUS`` is set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bench.corpora import SEED_ABSENT, seed_article
from newsroom import seedpage
from newsroom.pages.frame import VIDEOS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedArticle:
    """What the document says, read by eye."""

    name: str
    headline: str
    reporter: str
    photographer: str
    editor: str
    opening: str
    """The body begins so."""
    copies: tuple[str, str]
    """The opening printed a second time, torn where a picture stood: its end, and the rest."""
    told_once: str
    teasers: tuple[str, ...]
    company: str
    """Printed with 贛, which stands twice in the body."""
    repaired: tuple[str, str]
    listed: tuple[str, str]
    """A line of counties and a company, both from lists."""
    list_count: int

    def text(self) -> bytes:
        if self.name == "seed":
            found = seed_article()
            assert found is not None
            return found.read_bytes()
        return seedpage.saved_document(seedpage.seed_article(1)).encode()

    def write(self, folder: Path) -> Path:
        path = folder / f"{self.name}.txt"
        path.write_bytes(self.text())
        return path


NEWSROOM = SavedArticle(
    name="newsroom",
    headline=seedpage.HEADLINE,
    reporter="张新宗",
    photographer="刘恺",
    editor="李泊",
    opening="2月23日上午，赣州市召开主攻工业发展大会，",
    copies=("部署", seedpage.TRUNCATED[1]),
    told_once="盘点三年来主攻工业走过的路",
    teasers=tuple(name for name, _ in VIDEOS),
    company="贛州市秋原微电子有限公司",
    repaired=("崇义昌元钨业股份有公司", "崇义昌元钨业股份有限公司"),
    listed=(seedpage.COUNTY_LINES[0], "赣州星澜生物科技有限公司"),
    list_count=8,
)
SEED = SavedArticle(
    name="seed",
    headline="赣州召开全市主攻工业发展大会李炳军提出要求",
    reporter="张宗兴",
    photographer="刘凯",
    editor="李波",
    opening="2月23日上午，市委、市政府召开全市主攻工业发展大会，",
    copies=("部署", "及2019年重点工作，动员全市上下掀起新一轮主攻工业热潮。"),
    told_once="总结三年来主攻工业的成果经验",
    teasers=("滕醉汉医院耍酒疯", "西汉海昏侯墓", "电话诈骗44万", "被击落战机残骸"),
    company="贛州市秋田微电子有限公司",
    repaired=("崇义章源钨业股份有公司", "崇义章源钨业股份有限公司"),
    listed=("章贡区、赣州经济技术开发区、南康区", "赣州星弘生物科技有限公司"),
    list_count=22,
)
EACH = [
    pytest.param(NEWSROOM, id="newsroom"),
    pytest.param(
        SEED, id="seed", marks=pytest.mark.skipif(seed_article() is None, reason=SEED_ABSENT)
    ),
]
