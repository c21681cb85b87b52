"""One Airflow component, tethered: ``python -m desk.launcher.component scheduler``.

It dies with the keeper, and everything it forks dies with it.
"""

from __future__ import annotations

import sys

from desk.launcher.process_tree import tether, tether_forks

if __name__ == "__main__":
    tether()
    tether_forks()
    from airflow.__main__ import main

    sys.argv = ["airflow", *sys.argv[1:]]
    main()  # type: ignore[no-untyped-call]
