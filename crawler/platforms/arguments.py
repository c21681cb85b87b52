"""What a person may say to a crawl with ``-a``: typed, and refused in one line when wrong."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from storage.clock import beijing_today

DAY = re.compile(r"\d{4}-\d\d-\d\d")


class ArgumentError(ValueError):
    """A ``-a`` argument that cannot be used; its text is one line for a person."""


def read_day(value: Any) -> Any:
    """A day as pydantic should read it. Raises ValueError for anything but YYYY-MM-DD."""
    if isinstance(value, str) and value and not DAY.fullmatch(value):
        raise ValueError("is not a day like 2019-02-24")
    return value or None


Day = Annotated[date | None, BeforeValidator(read_day)]


class CrawlArguments(BaseModel):
    """Range and bounds of one crawl; days are Beijing calendar days, both ends included."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: Day = None
    until: Day = None
    max_pages: Annotated[int | None, Field(ge=1, le=1_000_000)] = None
    """List pages read per entry point."""
    canary: bool = False
    """Read the first list page and three articles only, to see whether the templates still fit."""

    @model_validator(mode="after")
    def check_order(self) -> CrawlArguments:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since={self.since} is after until={self.until}")
        if self.since and self.since > (today := beijing_today()):
            raise ValueError(f"since={self.since} is in the future: in Beijing it is {today}")
        return self


class LocalDocumentsArguments(CrawlArguments):
    """Where the documents lie that are already on disk."""

    path: Annotated[str, Field(min_length=1)]


def one_line(model: type[BaseModel], error: ValidationError) -> str:
    """All that is wrong with the arguments, in one line that says what would be right."""
    known = sorted(model.model_fields)
    return "; ".join(_describe(problem, known) for problem in error.errors())


def _describe(problem: Any, known: list[str]) -> str:
    if not problem["loc"]:
        return str(problem["msg"]).removeprefix("Value error, ")
    name, kind = str(problem["loc"][0])[:40], problem["type"]
    if kind == "extra_forbidden":
        return f"-a {name}= is no argument of this channel; use {', '.join(known)}"
    if kind == "missing":
        return f"-a {name}= is needed"
    said = str(problem["msg"]).removeprefix("Value error, ")
    return f"-a {name}={str(problem['input'])[:40]!r}: {said[0].lower()}{said[1:]}"
