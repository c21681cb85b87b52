"""Vega-Embed, Vega-Lite and Vega as one script, out of vl-convert: no network, no asset of ours."""

from __future__ import annotations

import subprocess
import sys
import threading
from importlib.metadata import version
from typing import TYPE_CHECKING

from desk.process_tree import parent_death_signal
from desk.settings import airflow_home, environment_without_airflow
from storage.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

MAKE = """
import sys, altair, vl_convert
versions = altair.SCHEMA_VERSION.removeprefix("v").split(".")
sys.stdout.write(vl_convert.javascript_bundle(vl_version=".".join(versions[:2])))
"""
MAKE_SECONDS = 120
ONE_AT_A_TIME = threading.Lock()


def bundle_version() -> str:
    return version("vl-convert-python")


def bundle() -> Path:
    """The script, made at the first request of this version.

    In a process of its own: the engine that bundles it costs 100 MB, which the API server would
    keep. Raises OSError or subprocess.SubprocessError if it cannot be made.
    """
    target = airflow_home() / f"vega-{bundle_version()}.js"
    with ONE_AT_A_TIME:
        if not target.exists():
            made = subprocess.run(
                [sys.executable, "-c", MAKE],
                env=environment_without_airflow(),
                capture_output=True,
                timeout=MAKE_SECONDS,
                check=True,
                preexec_fn=parent_death_signal(),
            )
            write_whole(target, made.stdout)
    return target
