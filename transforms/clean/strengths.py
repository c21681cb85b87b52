"""How strongly a place and a convention speak: one table, from which every claim has its weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.clean.claims import Claim, Field, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

STRENGTHS: dict[str, tuple[int, int, int]] = {
    # Kind of evidence: as (origin, reporter, editor). What is 0 is heard and never believed.
    # A label beside the headline is what the outlet stands for; in the line of the date, first.
    "dated_label": (95, 90, 90),
    "head": (90, 90, 90),
    # A line of its own beside the headline that is a post and names.
    "titled": (0, 88, 0),
    # Bylines of the text are the writers' own; an editor there may be another outlet's.
    "text": (0, 80, 50),
    # Bare names in brackets at the very end.
    "signed": (0, 78, 0),
    # An element that the template calls source, with what looks like an outlet in it.
    "named_outlet": (75, 0, 0),
    # Labels below the article: its own, or those of the outlet it was copied from.
    "tail": (70, 70, 80),
    # A full name behind the outlet in the line of the date.
    "beside_outlet": (0, 66, 0),
    # An element that the template names: any word may stand in it.
    "field": (65, 60, 70),
    # 转自, 摘自: where it was copied from last; 来源 says who wrote it.
    "reprinted": (60, 0, 0),
    # A word beside the date that no label vouches for.
    "bare": (55, 0, 0),
    "slashed": (0, 90, 0),
    # Metas, JSON-LD, in-page JSON: written by machines that know the uploader.
    "meta": (50, 50, 60),
    # 青石日报记者 王小川: where he works, mostly the outlet.
    "employer": (45, 0, 0),
    # Who uploaded it to a platform.
    "account": (40, 0, 0),
    # 青石日报评论员：… in the headline.
    "headline": (0, 20, 0),
    "unbelieved": (0, 0, 0),
}
COLUMN: dict[Field, int] = {"origin": 0, "editor": 2}
MAX_RAW = 200


def claims_of(said: Iterable[Said], raw: str, place: str, kind: str) -> list[Claim]:
    """``said`` at a place, each with the strength of its kind of evidence.

    Of correspondents and photographers no kind excludes another: they weigh as reporters.
    """
    printed, claims = "", []
    for field, value, rule in said:
        printed = printed or " ".join(raw[:MAX_RAW].split())
        strength = STRENGTHS[kind][COLUMN.get(field, 1)]
        claims.append(Claim(field, value, printed, place, rule, strength))
    return claims
