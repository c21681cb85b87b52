"""Why each field of an article is what it is: every claim with place, rule and strength."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.clean.claims import Claim, Verdict
    from transforms.clean.judges import Credits
    from transforms.clean.published_at import Published

SHOWN_VALUE, SHOWN_RAW = 28, 60
FIELDS = (
    ("headline", "标题"),
    ("published", "日期"),
    ("origin", "来源"),
    ("reporters", "记者"),
    ("correspondents", "通讯员"),
    ("photographers", "摄影"),
    ("editors", "编辑"),
)


def claims_of_fields(
    headline: Verdict, published: Published, credits: Credits
) -> dict[str, dict[str, Any]]:
    """By field: ``rule`` of the verdict, ``values`` believed, ``claims`` with ``is_chosen``."""
    at = [published.at.isoformat()] if published.at else []
    verdicts = (
        headline, None, credits.origins, credits.reporters, credits.correspondents,
        credits.photographers, credits.editors,
    )  # fmt: skip
    told: dict[str, dict[str, Any]] = {}
    for (field, _), verdict in zip(FIELDS, verdicts, strict=True):
        judged = published if verdict is None else verdict
        told[field] = {
            "rule": judged.rule,
            "values": at if verdict is None else list(verdict.values),
            "claims": [
                *_as_objects(judged.chosen, is_chosen=True),
                *_as_objects(judged.rivals, is_chosen=False),
            ],
        }
    return told


def _as_objects(claims: Iterable[Claim], *, is_chosen: bool) -> list[dict[str, Any]]:
    return [
        {
            "value": claim.value,
            "raw": claim.raw,
            "place": claim.place,
            "rule": claim.rule,
            "strength": claim.strength,
            "is_chosen": is_chosen,
        }
        for claim in claims
    ]


def readable(article: dict[str, Any]) -> str:
    """The claims of one line of output as text: a field, its verdict, its claims, chosen ones ✓."""
    lines = [f"{article.get('id') or ''} {article.get('headline') or ''}".strip()]
    for field, chinese in FIELDS:
        told = article["claims"][field]
        values = "、".join(told["values"]) or "-"
        lines.append(f"  {field} {chinese}: {values}  [{told['rule']}]")
        lines += [
            f"    {'✓' if claim['is_chosen'] else ' '} {claim['strength']:>4}"
            f"  {_padded(claim['value'], SHOWN_VALUE)}  {claim['rule']}@{claim['place']}"
            f"  {claim['raw'][:SHOWN_RAW]}"
            for claim in told["claims"]
        ]
    return "\n".join(lines)


def _padded(text: str, width: int) -> str:
    """Cut or filled to ``width`` columns of a terminal, where a Chinese character takes two."""
    shown, used = "", 0
    for character in text:
        wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used + wide > width:
            break
        shown, used = shown + character, used + wide
    return shown + " " * (width - used)
