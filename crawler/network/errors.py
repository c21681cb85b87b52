"""Why a request is not made: every refusal has a kind that is counted and a line a person reads."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class RefusedError(IgnoreRequest):
    """A request we decided not to make. Never retried.

    ``kind`` is one short word for counting: ``scheme``, ``off_site``, ``private_address``,
    ``robots``, ``robots_unreachable``, ``host_dead``, ``budget``, ``stopping``, ``too_large``.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
