"""Tags of real texts against labels written by hand, counts and intervals beside every figure.

``COVERAGE_CORPUS=… python -m bench.tags_truth [places …] [-v]``. The labels lie in ``labels/``
of the corpus (conventions: ``FULL.md`` there): mentions judged one by one, texts annotated in full,
and sentences that go wrong. Intervals are Wilson's at 95 %. ``-v`` names what is wrong. Exit code
1 if a figure misses what is asked of it.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from bench.corpora import ABSENT, corpus
from bench.tags_truth_people import organisations, people
from bench.tags_truth_places import places
from bench.tags_truth_targets import targets
from bench.tags_truth_themes import themes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench.tag_labels import Figure

SECTIONS: dict[str, Callable[[Path], list[Figure]]] = {
    "places": places,
    "themes": themes,
    "people": people,
    "organisations": organisations,
    "targets": targets,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.tags_truth", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("sections", nargs="*", help=f"of {', '.join(SECTIONS)}; else all")
    parser.add_argument("-v", "--verbose", action="store_true", help="name what is wrong")
    options = parser.parse_args()
    folder = corpus()
    if folder is None:
        sys.exit(f"bench.tags_truth: {ABSENT}")
    if unknown := set(options.sections) - set(SECTIONS):
        parser.error(f"no section is named {min(unknown)!r}: {', '.join(SECTIONS)}")
    is_missed = False
    for name in options.sections or SECTIONS:
        print(f"\n{name}")
        for figure in SECTIONS[name](folder):
            print(f"  {figure.told()}", flush=True)
            is_missed = is_missed or figure.mark() != "ok"
            for line in figure.wrong if options.verbose else ():
                print(f"      {line}")
    sys.exit(1 if is_missed else 0)


if __name__ == "__main__":
    main()
