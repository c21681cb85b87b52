"""One judge a field: all claims of a page weighed into one answer, and the rivals kept.

The order of trust is ``strengths.STRENGTHS``. Judges see what no reader of a line can: who is the
outlet and who the editor elsewhere on the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.clean.claims import Claim, Field, Verdict, believed, nothing
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
    stated: dict[Field, list[Claim]] = {}
    for claim in claims:
        stated.setdefault(claim.field, []).append(claim)
    reporters = stated.get("reporter", [])
    origins = judge_origin(stated.get("origin", []), reporters)
    editors = judge_editors(stated.get("editor", []))
    return Credits(
        origins,
        is_compiled(stated.get("origin", []), origins),
        judge_reporters(reporters, origins, editors),
        judge_everybody(stated.get("correspondent", [])),
        judge_everybody(stated.get("photographer", [])),
        editors,
    )


def judge_origin(stated: list[Claim], reporters: list[Claim]) -> Verdict:
    """The strongest statement. Two equally strong ones that name different outlets: none.

    A person beside the date is no outlet.
    """
    named = {claim.value for claim in reporters if claim.place != "headline"}
    fit = [
        claim
        for claim in stated
        if claim.strength and not (claim.rule.startswith("bare") and claim.value in named)
    ]
    if not fit:
        return nothing(stated, "not_believed" if stated else "not_stated")
    best = max(fit, key=lambda claim: claim.strength)
    strongest = [claim for claim in fit if claim.strength == best.strength]
    chosen = [claim for claim in strongest if (claim.raw, claim.place) == (best.raw, best.place)]
    values = {claim.value for claim in chosen}
    if any(_disagrees(claim.value, values) for claim in strongest):
        return nothing(stated, "disagreement")
    return believed(chosen, stated, [claim.value for claim in chosen])


def _disagrees(value: str, values: set[str]) -> bool:
    """青石日报 and 青石日报客户端 are one; 青石日报 and 江城晚报 are two."""
    return not any(value in known or known in value for known in values)


def is_compiled(stated: list[Claim], origins: Verdict) -> bool:
    """来源：甲报 above, 来源：综合甲报 below: the fuller one tells."""
    return any(
        claim.rule.endswith("_compiled") and claim.value in origins.values for claim in stated
    )


def judge_editors(stated: list[Claim]) -> Verdict:
    """All who are named by the strongest kind of evidence.

    编辑 on one line and 责任编辑 on another are of two outlets: who answers for the page is meant.
    """
    verdict = _strongest(stated, stated)
    answering = [claim for claim in verdict.chosen if ANSWERS.search(claim.raw)]
    if not answering or len(answering) == len(verdict.chosen):
        return verdict
    return believed(answering, stated, [claim.value for claim in answering])


ANSWERS = re.compile(r"[责責]\s*任?\s*[编編]")


def judge_reporters(stated: list[Claim], origins: Verdict, editors: Verdict) -> Verdict:
    """Who wrote it. 作者：新京报 names the outlet again.

    An author whom only a machine or a template names is often the uploader: an editor of the page
    is none, and a machine's word counts only if the page shows the name too, or shows no author at
    all. An empty 作者： says that there is none.
    """
    shown = {claim.value for claim in stated if not _is_of_machine(claim)}
    fit = [
        claim
        for claim in stated
        if claim.value
        and claim.strength
        and claim.value not in origins.values
        and (claim.rule == "commentator" or is_person(claim.value) or not is_outlet(claim.value))
        and not (claim.rule in UPLOADER_RULES and claim.value in editors.values)
        and not (_is_of_machine(claim) and shown and claim.value not in shown)
    ]
    return _strongest(fit, stated)


UPLOADER_RULES = ("machine", "named_element")


def _is_of_machine(claim: Claim) -> bool:
    return claim.place.partition(":")[0] in FIRST_OF_PLACE


def judge_everybody(stated: list[Claim]) -> Verdict:
    """Every correspondent and photographer that any line names: no place excludes another."""
    fit = [claim for claim in stated if claim.strength > FIELD_STRENGTH]
    fit.sort(key=lambda claim: -claim.strength)
    return believed(fit, stated, [claim.value for claim in fit]) if fit else nothing(stated)


FIELD_STRENGTH = 60
"""What only a class name or a machine says of them is not taken."""


def _strongest(fit: list[Claim], stated: list[Claim]) -> Verdict:
    if not fit:
        return nothing(stated, "not_believed" if stated else "not_stated")
    best = max(fit, key=lambda claim: claim.strength)
    chosen = [claim for claim in fit if claim.strength == best.strength]
    if best.place.partition(":")[0] in FIRST_OF_PLACE:
        chosen = [claim for claim in chosen if claim.place == best.place]
    return believed(chosen, stated, [claim.value for claim in chosen])
