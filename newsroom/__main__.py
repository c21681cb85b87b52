"""``python -m newsroom serve | truth | items``: the sample newsroom from the shell."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from newsroom.faults import KINDS, parse_fault
from newsroom.grammar import UNTIL
from newsroom.provinces import BY_CODE, JIANGXI
from storage.files import write_whole
from storage.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(argv: list[str] | None = None) -> int:
    args = parser().parse_args(argv)
    try:
        return int(args.run(args))
    except (ValueError, OSError) as error:
        print(f"newsroom: {error}", file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m newsroom", description=__doc__)
    commands = top.add_subparsers(required=True)
    faults = "; ".join(f"{kind} ({text})" for kind, text in KINDS.items())
    serve_args = commands.add_parser(
        "serve", help="serve until SIGINT or SIGTERM", epilog=f"faults: {faults}"
    )
    serve_args.add_argument("--port", type=int, default=0, help="0: any free port")
    serve_args.add_argument(
        "--until", type=date.fromisoformat, default=UNTIL, help="today, in the newsroom"
    )
    serve_args.add_argument("--articles", type=int, help="size of the stock (default: about 280)")
    serve_args.add_argument(
        "--years", type=int, default=0, help="years of e-paper archive before 2019"
    )
    serve_args.add_argument(
        "--state", type=Path, help="JSON {until, faults}, read again when it changes"
    )
    serve_args.add_argument("--fault", action="append", default=[], metavar="CHANNEL=KIND[:ARG]")
    serve_args.add_argument(
        "--announce",
        action="store_true",
        help="write newsroom.json into the data folder: crawls find us",
    )
    serve_args.set_defaults(run=serve)
    truth_args = commands.add_parser("truth", help="write what is true of the default stock")
    truth_args.add_argument("--out", type=Path, required=True)
    truth_args.add_argument("--articles", type=int)
    truth_args.add_argument("--until", type=date.fromisoformat, default=UNTIL)
    truth_args.set_defaults(run=truth)
    items_args = commands.add_parser("items", help="write raw items without a crawl, at any scale")
    items_args.add_argument("--articles", type=int, required=True)
    items_args.add_argument(
        "--out", type=Path, required=True, help="data folder to write raw/items into"
    )
    items_args.add_argument("--seed", type=int, default=1)
    items_args.add_argument("--since", type=date.fromisoformat, default=date(2019, 1, 1))
    items_args.add_argument("--until", type=date.fromisoformat, default=UNTIL)
    items_args.add_argument(
        "--noise", action="store_true", help="with the blocks of navigation, related, …"
    )
    items_args.add_argument("--workers", type=int, default=1)
    items_args.add_argument(
        "--province", choices=[*BY_CODE], default=JIANGXI.code, help="where the newsroom stands"
    )
    items_args.set_defaults(run=items)
    return top


def serve(args: argparse.Namespace) -> int:
    from newsroom.newsroom import Newsroom
    from newsroom.server import serving

    faults = [parse_fault(text) for text in args.fault]
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    newsroom = Newsroom(until=args.until, articles=args.articles, years=args.years, faults=faults)
    with serving(newsroom, args.port, args.state) as gateway:
        note = json.dumps({"gateway": gateway.address, "pid": os.getpid()})
        with announced(note) if args.announce else nullcontext():
            print(json.dumps({"gateway": gateway.address}), flush=True)
            stop.wait()
    return 0


@contextmanager
def announced(note: str) -> Iterator[None]:
    """Leave ``note`` in the data folder while we serve; take away only our own."""
    path = data_folder() / "newsroom.json"
    write_whole(path, note)
    try:
        yield
    finally:
        if path.exists() and path.read_text("utf-8") == note:
            path.unlink()


def truth(args: argparse.Namespace) -> int:
    from newsroom.truth import write_truth

    count = write_truth(args.out, articles=args.articles, until=args.until)
    print(f"{count} articles")
    return 0


def items(args: argparse.Namespace) -> int:
    from newsroom.items import write_items

    written = write_items(
        args.out, articles=args.articles, seed=args.seed, since=args.since, until=args.until,
        noise=args.noise, workers=args.workers, province=BY_CODE[args.province],
    )  # fmt: skip
    print(json.dumps(written))
    return 0


if __name__ == "__main__":
    sys.exit(main())
