"""What can be wrong with a channel, on order: ``CHANNEL=KIND`` or ``CHANNEL=KIND:ARGUMENT``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsroom.channels import BY_NAME

KINDS: dict[str, str] = {
    "dead": "the host does not answer: the connection is closed without a byte",
    "http500": "every page is a 500; with an argument N only every Nth article page",
    "flaky": "the first request of every article page is a 503, the next is answered",
    "slow": "every answer waits that many seconds (default 2)",
    "ratelimit": "every Nth request (default 5) is a 429 with Retry-After: 1",
    "robots503": "robots.txt is a 503",
    "robots404": "robots.txt is a 404",
    "robotsdeny": "robots.txt disallows everything",
    "moved": "article pages use an unknown template (all class and id names changed)",
    "empty": "lists are well-formed and hold no link",
    "silent": "no article after that day (YYYY-MM-DD)",
    "edits": "from that day on every second article reads otherwise",
    "gone": "from that day on every second article is a 410",
    "calendar": "lists link an endless calendar of empty day pages",
    "jsessionid": "links in lists carry ;jsessionid=… that changes with every request",
    "encodinglie": "Content-Type says utf-8 whatever the bytes are",
    "truncated": "article pages end after half of their bytes (the connection is closed)",
    "redirectloop": "article pages redirect to themselves with a growing query",
    "challenge": "article pages are a 200 that asks for a script to be run",
    "huge": "article pages never end (64 MiB of filler)",
}


@dataclass(slots=True, frozen=True)
class Fault:
    channel: str
    kind: str
    argument: str = ""

    @property
    def day(self) -> date:
        return date.fromisoformat(self.argument)

    def number(self, default: float) -> float:
        return float(self.argument) if self.argument else default


def parse_fault(text: str) -> Fault:
    """Read ``sample_rss=silent:2019-02-01``. Raises ValueError with one clear line."""
    channel, _, rest = text.partition("=")
    kind, _, argument = rest.partition(":")
    if channel not in BY_NAME:
        raise ValueError(f"fault {text!r}: no channel {channel!r}; one of {', '.join(BY_NAME)}")
    if kind not in KINDS:
        raise ValueError(f"fault {text!r}: no kind {kind!r}; one of {', '.join(KINDS)}")
    fault = Fault(channel, kind, argument)
    try:
        if kind in ("silent", "edits", "gone"):
            _ = fault.day
        elif argument:
            fault.number(0)
    except ValueError:
        raise ValueError(f"fault {text!r}: {argument!r} is no argument of {kind}") from None
    return fault
