"""One judge a field: all claims of a page weighed into one answer, and the rivals kept.

The order of trust is ``zones.STRENGTHS``. Judges see what no reader of a line can: who is the
outlet and who the editor elsewhere on the page.
"""

from __future__ import annotations

from typing import NamedTuple

from transforms.clean.claims import Claim, Field, Verdict, believed, nothing, of_field
from transforms.clean.names import is_person
from transforms.clean.outlets import is_outlet

FIRST_OF_PLACE = frozenset(("meta", "jsonld", "script", "microdata"))
"""Machines state one field in several places: the first place that says anything counts."""


class Credits(NamedTuple):
    """Everything credited, by field."""

    origins: Verdict
    is_compiled: bool
    reporters: Verdict
    correspondents: Verdict
    photographers: Verdict
    editors: Verdict


def judge_credits(claims: list[Claim]) -> Credits:
    """``claims`` in the order in which a reader meets them."""
    origins = judge_origin(claims)
    editors = judge_people("editor", claims)
    return Credits(
        origins,
        is_compiled(claims, origins),
        judge_reporters(claims, origins, editors),
        judge_everybody("correspondent", claims),
        judge_everybody("photographer", claims),
        editors,
    )


def judge_origin(claims: list[Claim]) -> Verdict:
    """The first statement of the strongest kind; a person beside the date is no outlet."""
    stated = of_field(claims, "origin")
    named = {claim.value for claim in of_field(claims, "reporter") if claim.place != "headline"}
    bare = [claim for claim in stated if claim.rule in ("beside_date", "outlet_alone")]
    if named.intersection(claim.value for claim in bare):
        fit = [claim for claim in stated if claim not in bare]
    else:
        fit = stated
    if not fit:
        return nothing(stated)
    best = max(fit, key=lambda claim: claim.strength)
    chosen = [claim for claim in fit if (claim.raw, claim.place) == (best.raw, best.place)]
    chosen = [claim for claim in chosen if claim.strength == best.strength]
    return believed(chosen, stated, [claim.value for claim in chosen])


def is_compiled(claims: list[Claim], origins: Verdict) -> bool:
    """来源：甲报 above, 来源：综合甲报 below: the fuller one tells."""
    return any(
        claim.rule == "labelled_compiled" and claim.value in origins.values
        for claim in of_field(claims, "origin")
    )


def judge_people(field: Field, claims: list[Claim]) -> Verdict:
    """All who are named by the strongest kind of evidence."""
    return _strongest(of_field(claims, field), of_field(claims, field))


def judge_reporters(claims: list[Claim], origins: Verdict, editors: Verdict) -> Verdict:
    """作者：新京报 names the outlet again; a meta author is often the editor."""
    stated = of_field(claims, "reporter")
    fit = [
        claim
        for claim in stated
        if claim.value not in origins.values
        and (claim.rule == "commentator" or is_person(claim.value) or not is_outlet(claim.value))
        and claim.value not in editors.values
    ]
    return _strongest(fit, stated)


def judge_everybody(field: Field, claims: list[Claim]) -> Verdict:
    """Every correspondent and photographer that any line names: no place excludes another."""
    stated = of_field(claims, field)
    fit = [claim for claim in stated if claim.strength > FIELD_STRENGTH]
    fit.sort(key=lambda claim: -claim.strength)
    return believed(fit, stated, [claim.value for claim in fit]) if fit else nothing(stated)


FIELD_STRENGTH = 60
"""What only a class name or a machine says of them is not taken."""


def _strongest(fit: list[Claim], stated: list[Claim]) -> Verdict:
    if not fit:
        return nothing(stated)
    best = max(fit, key=lambda claim: claim.strength)
    chosen = [claim for claim in fit if claim.strength == best.strength]
    if best.place.partition(":")[0] in FIRST_OF_PLACE:
        chosen = [claim for claim in chosen if claim.place == best.place]
    return believed(chosen, stated, [claim.value for claim in chosen])
