"""Machine code for inner loops: Numba, compiled at the first call and cached on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., object]")


def compiled(function: Function) -> Function:
    """The same function as machine code; its types are those of the first call."""
    compile_it: Any = numba.njit(cache=True, nogil=True)
    machine_code: Function = compile_it(function)
    return machine_code
