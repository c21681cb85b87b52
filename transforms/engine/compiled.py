"""Machine code for inner loops: Numba, compiled at the first call and cached on disk."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., object]")
HERE = Path(__file__).parent


def compiled(function: Function) -> Function:
    """The same function as machine code; its types are those of the first call."""
    compile_it: Any = numba.njit(cache=True, nogil=True)
    machine_code: Function = compile_it(function)
    return machine_code


def cached_loops() -> int:
    """How many functions lie in the cache, compiled."""
    config: Any = numba.config
    return len(list(Path(config.CACHE_DIR).rglob("*.nbi")))


def _cache_folder() -> Path:
    """One folder per state of the sources.

    Numba looks at the file of a function only, but constants and functions of other files are
    compiled into it: after an edit of those it would go on running the old code.
    """
    digest = hashlib.blake2b(digest_size=8)
    for source in sorted(HERE.parent.glob("dedupe/*.py")) + sorted(HERE.glob("*.py")):
        digest.update(source.read_bytes())
    name = f"numba-{digest.hexdigest()}"
    home = HERE / "__pycache__"
    is_ours = os.access(home if home.exists() else HERE, os.W_OK)
    return (home if is_ours else Path(tempfile.gettempdir()) / f"coverage-{os.getuid()}") / name


if not os.environ.get("NUMBA_CACHE_DIR"):
    config: Any = numba.config
    config.CACHE_DIR = str(_cache_folder())
