"""Do the rooms and arrows of docs/ARCHITECTURE.md stand in the code? And how large is each room?

``python -m bench.rooms`` prints the table of rooms: question, modules, lines; ``--before COMMIT``
sets the numbers of that commit beside them; ``--check`` prints only what the document lacks or has
too many. Exit code 1 if it lacks or has too many anything.

A room is a package, or a package in one; an arrow is an import, wherever in a module it stands.
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import grimp
from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

CHECKOUT = Path(__file__).parents[1]
DOCUMENT = CHECKOUT / "docs" / "ARCHITECTURE.md"
PRODUCT = ("storage", "dates", "archive", "crawler", "transforms", "warehouse", "desk", "dags")
BESIDE = ("newsroom", "bench", "tests")
WHOLE = ("dags", "tests")
"""Rooms without rooms in them."""
ROW = re.compile(r"^\| `([a-z_.]+)` \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)
OLD_NEWSROOM = re.compile(r"^tests/(?=newsroom/(?!test_))")
"""Until 0.1 the sample source lay among the tests."""
ANY = "*"
"""In the document: the room may stand upon every other."""

Arrows = set[tuple[str, str]]
Sizes = Counter[str]


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.rooms", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("--check", action="store_true", help="say only what is wrong")
    parser.add_argument("--before", metavar="COMMIT", help="set the numbers of that commit beside")
    options = parser.parse_args()
    questions, drawn = read_document(DOCUMENT.read_text(encoding="utf-8"))
    modules, lines = sizes_now()
    if not options.check:
        before = sizes_of(options.before) if options.before else None
        show(questions, (modules, lines), before)
    wrong = differences(questions, drawn, set(modules), arrows_of_code())
    for line in wrong:
        print(f"docs/ARCHITECTURE.md {line}", file=sys.stderr)
    if not wrong:
        print(f"{len(modules)} rooms, arrows as in docs/ARCHITECTURE.md 文档与代码一致")
    return bool(wrong)


def read_document(text: str) -> tuple[dict[str, str], Arrows]:
    """Rows ``| `room` | question | `room`, `room` |``: questions by room, and arrows."""
    questions, arrows = {}, set()
    for room, question, upon in ROW.findall(text):
        questions[room] = question
        if upon.strip() == ANY:
            arrows.add((room, ANY))
        arrows |= {(room, other) for other in re.findall(r"`([a-z_.]+)`", upon)}
    return questions, arrows


def arrows_of_code() -> Arrows:
    """Which room imports which: by grimp, and by their syntax for DAG files, no package."""
    packages = [name for name in (*PRODUCT, *BESIDE) if (CHECKOUT / name / "__init__.py").exists()]
    graph = grimp.build_graph(*packages, cache_dir=None)
    imports = [
        (room_of(path_of(module)), room_of(path_of(imported)))
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    ]
    for file in (CHECKOUT / "dags").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            imports += [
                ("dags", room_of(path_of(name))) for name in names if name.split(".")[0] in packages
            ]
    return {(room, other) for room, other in imports if room != other}


def path_of(module: str) -> str:
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if (CHECKOUT / path).is_dir() else f"{path}.py"


def room_of(path: str) -> str:
    """``crawler/extract/urls.py`` lies in ``crawler.extract``, ``crawler/items.py`` in itself."""
    top, *folders, _ = path.split("/")
    return f"{top}.{folders[0]}" if folders and top not in WHOLE else top


def sizes_now() -> tuple[Sizes, Sizes]:
    """Modules and lines of Python by room; a file with nothing in it is no module."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    files = [path for path in listed if (CHECKOUT / path).is_file()]
    return counted((path, len((CHECKOUT / path).read_bytes().splitlines())) for path in files)


def sizes_of(commit: str) -> tuple[Sizes, Sizes]:
    counts = subprocess.run(
        ["git", "grep", "-c", "", commit, "--", "*.py"],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    rows = (line.split(":", 1)[1].rsplit(":", 1) for line in counts)
    return counted((OLD_NEWSROOM.sub("", path), int(lines)) for path, lines in rows)


def counted(files: Iterable[tuple[str, int]]) -> tuple[Sizes, Sizes]:
    modules, lines = Counter[str](), Counter[str]()
    for path, count in files:
        if count and path.split("/")[0] in (*PRODUCT, *BESIDE):
            modules[room_of(path)] += 1
            lines[room_of(path)] += count
    return modules, lines


def differences(
    questions: dict[str, str], drawn: Arrows, rooms: set[str], found: Arrows
) -> list[str]:
    """What the document lacks, and what it has too many, a line each."""
    free = {room for room, other in drawn if other == ANY}
    found = {(room, other) for room, other in found if room not in free}
    drawn = {(room, other) for room, other in drawn if other != ANY}
    return [
        *(f"lacks the room {room}" for room in sorted(rooms - set(questions))),
        *(f"has a room that is none: {room}" for room in sorted(set(questions) - rooms)),
        *(f"lacks the arrow {room} -> {other}" for room, other in sorted(found - drawn)),
        *(f"has an arrow that is none: {room} -> {other}" for room, other in sorted(drawn - found)),
    ]


def show(
    questions: dict[str, str], now: tuple[Sizes, Sizes], before: tuple[Sizes, Sizes] | None
) -> None:
    """A row a room; the sums of product and of what stands beside it."""
    table = Table(box=box.MARKDOWN)
    for heading in ("room", "question"):
        table.add_column(heading, no_wrap=heading == "room")
    for heading in ("modules", "lines"):
        table.add_column(heading, justify="right", no_wrap=True)
    counts = [(sizes, before[number] if before else None) for number, sizes in enumerate(now)]
    rooms = {*now[0], *(before[0] if before else ())}
    for top in (*PRODUCT, *BESIDE):
        for room in sorted(room for room in rooms if room.split(".")[0] == top):
            question = questions.get(room, "" if room in now[0] else "(gone)")
            table.add_row(room, question, *(cell(pair, {room}) for pair in counts))
    for name, tops in (("product", PRODUCT), *((top, (top,)) for top in BESIDE)):
        inside = {room for room in rooms if room.split(".")[0] in tops}
        table.add_row(f"all of {name}", "", *(cell(pair, inside) for pair in counts))
    Console(width=150 if not sys.stdout.isatty() else None).print(table)


def cell(pair: tuple[Sizes, Sizes | None], rooms: set[str]) -> str:
    now, before = pair
    found = f"{sum(now[room] for room in rooms):,}"
    return f"{sum(before[room] for room in rooms):,} → {found}" if before is not None else found


if __name__ == "__main__":
    sys.exit(main())
