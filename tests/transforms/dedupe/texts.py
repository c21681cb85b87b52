"""Articles for the tests of deduplication: every sentence our own."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from transforms.lake.schema import ARTICLES, OUTLETS

START = datetime(2019, 2, 1, tzinfo=UTC)
PLACES = ("赣县区", "信丰县", "大余县", "上犹县", "崇义县", "安远县", "定南县", "全南县", "宁都县")
ACTS = ("新修了灌溉水渠", "举办了果农夜校", "整治了背街小巷", "添置了校车", "开通了乡镇公交",
        "清点了粮库", "试种了富硒水稻", "翻修了卫生院", "排查了老旧电梯")  # fmt: skip
WHO = ("村民", "种植大户", "乡镇干部", "志愿者", "退休教师", "返乡青年", "养护工人", "驻村医生")
SAID = ("算了一笔账", "连说没想到", "把经验写进了笔记", "打算明年扩大规模", "邀请邻村来看",
        "提出了三条建议", "当场签下了意向书", "把钥匙交到了住户手里")  # fmt: skip
COLUMNS = (
    "article_id", "channel", "url", "canonical_url", "headline", "body", "match_text",
    "published_at", "published_precision", "origin", "origins", "origin_url", "original_headline",
    "dateline_raw", "dateline_outlet", "content_hash", "first_seen_at",
)  # fmt: skip


def body(seed: object, sentences: int = 12) -> str:
    """A text of about 30 characters a sentence, in paragraphs of three; other seed, other text."""
    dice = random.Random(f"body {seed}")
    lines = [
        f"{dice.choice(PLACES)}{dice.choice(WHO)}{dice.choice('赵钱孙李周吴郑王冯陈')}"
        f"{dice.choice('建国秀兰志强桂英晓东玉梅')}所在的{dice.choice('东南西北上下')}"
        f"{dice.choice('岭坑坪塘背陂埠')}村{dice.choice(ACTS)}，{dice.choice(WHO)}{dice.choice(SAID)}。"
        for _ in range(sentences)
    ]
    return "\n".join("".join(lines[at : at + 3]) for at in range(0, sentences, 3))


def article(article_id: str, text: str | None, **columns: Any) -> dict[str, Any]:
    channel = columns.pop("channel", f"channel_{article_id}")
    row: dict[str, Any] = {
        "article_id": article_id,
        "channel": channel,
        "url": f"http://{channel}.example/{article_id}",
        "canonical_url": f"http://{channel}.example/{article_id}",
        "headline": "山村里的新变化",
        "body": text,
        "match_text": text,
        "published_at": START,
        "published_precision": "minute",
    }
    row |= columns
    row.setdefault("first_seen_at", row["published_at"])
    return row


def table(*rows: dict[str, Any]) -> pa.Table:
    schema = pa.schema([ARTICLES.field(name) for name in COLUMNS])
    return pa.Table.from_pylist(list(rows), schema=schema)


def outlets(**channels: str) -> pa.Table:
    """Outlets of ours: channel id → name."""
    rows = [
        {"outlet": name, "aliases": [f"{name}客户端"], "channel": channel}
        for channel, name in channels.items()
    ]
    return pa.Table.from_pylist(rows, schema=OUTLETS)


def hours(count: float) -> datetime:
    return START + timedelta(hours=count)
