"""Somebody else's SQL runs in a process of its own, which may be killed at any moment.

DuckDB's own limits do not hold for every function: ``repeat``, ``lpad`` or ``levenshtein`` take
what they like between two looks at the clock. So the kernel bounds the address space of the
answering process, its parent watches its clock and its memory and kills it, and what it sends is
counted.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import psutil
import pyarrow as pa

from storage.exit_codes import WarehouseExit
from storage.paths import CHECKOUT
from warehouse.errors import QueryError, SnapshotError, WarehouseError, one_line
from warehouse.reader import Limits, ask_in_batches, open_catalogue, size_in_bytes

if TYPE_CHECKING:
    from typing import IO

START_SECONDS = 60.0
"""For the process to be ready to ask, on a busy machine; the query's own time begins then."""
LOOK_SECONDS = 0.01
"""A process that takes memory as fast as this machine gives it takes some 20 MB between looks."""
ROOM = 1.1
"""Resident memory beyond the limit at which the process is killed."""
READY = b"ready\n"


def answer(data: Path, sql: str, limits: Limits) -> pa.Table:
    """The rows of one reading statement, asked of the published catalogue in ``data``.

    Raises QueryError (refused, wrong, over its limits) or SnapshotError, each one line.
    """
    wish = json.dumps({"data": str(data), "sql": sql, "limits": asdict(limits)})
    process = subprocess.Popen(
        [sys.executable, "-m", "warehouse.sandbox"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    )
    watch = _Watch(process, limits)
    try:
        return _receive(process, watch, wish.encode("utf-8", "replace"), limits)
    finally:
        watch.end()
        process.kill()
        process.communicate()


def _receive(
    process: subprocess.Popen[bytes], watch: _Watch, wish: bytes, limits: Limits
) -> pa.Table:
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        process.stdin.write(wish)
        process.stdin.close()
        is_ready = process.stdout.readline() == READY
    except BrokenPipeError:
        is_ready = False
    process.stdin = None
    if is_ready:
        watch.begin_query()
    sent = _read_bounded(process.stdout, limits.result_bytes)
    if len(sent) > limits.result_bytes:
        raise QueryError(
            f"the answer is larger than {limits.result_bytes // 1_000_000} MB 结果过大:"
            " ask for fewer rows or columns, or count"
        )
    said = process.stderr.read(2000).decode("utf-8", "replace").strip()
    code = process.wait()
    if watch.verdict:
        raise QueryError(watch.verdict)
    if code == 0:
        return pa.ipc.open_stream(sent).read_all()
    if code == WarehouseExit.NO_SNAPSHOT:
        raise SnapshotError(said)
    if code == WarehouseExit.QUERY_REFUSED:
        raise QueryError(said)
    if code == WarehouseExit.FAILED:
        raise WarehouseError(one_line(said.splitlines()[-1] if said else "no message"))
    raise QueryError(_too_much(limits))


def _read_bounded(pipe: IO[bytes], most: int) -> bytes:
    """All that comes, or one byte more than ``most``."""
    parts, left = [], most + 1
    while left > 0 and (part := pipe.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


class _Watch:
    """Kills a process that is over its time or memory, and says why."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self.verdict: str | None = None
        self._process, self._limits = process, limits
        self._most = int(size_in_bytes(limits.memory) * ROOM)
        self._deadline = time.monotonic() + START_SECONDS
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def begin_query(self) -> None:
        self._deadline = time.monotonic() + self._limits.seconds

    def end(self) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        try:
            watched = psutil.Process(self._process.pid)
            while not self._is_over.wait(LOOK_SECONDS):
                if watched.memory_info().rss > self._most:
                    self.verdict = _too_much(self._limits)
                elif time.monotonic() > self._deadline:
                    self.verdict = _too_long(self._limits)
                if self.verdict:
                    self._process.kill()
                    return
        except psutil.Error:
            return  # it has ended


def _too_much(limits: Limits) -> str:
    return f"the query needs more than {limits.memory} 内存不足: narrow its dates or theme"


def _too_long(limits: Limits) -> str:
    return f"the query took more than {limits.seconds:g} s 查询超时: narrow its dates or theme"


def _environment() -> dict[str, str]:
    """What Python needs, and nothing that is a secret of ours."""
    kept = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "HOME", "TZ", "LD_LIBRARY_PATH")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    path = os.pathsep.join(filter(None, (str(CHECKOUT), own.get("PYTHONPATH"))))
    return own | {"PYTHONPATH": path, "PYTHONUTF8": "1"}


def main() -> int:
    """The answering process: a wish on standard input, an Arrow stream on standard output."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no row
    wish = json.loads(sys.stdin.buffer.read())
    limits = Limits(**wish["limits"])
    try:
        with open_catalogue(Path(wish["data"]), limits) as connection:
            _bound(limits)
            out.write(READY)
            out.flush()
            # The parent's clock is the limit; ours, a second later, is for a parent that died.
            later = replace(limits, seconds=limits.seconds + 1)
            rows = ask_in_batches(connection, wish["sql"], later)
            with pa.ipc.new_stream(out, rows.schema) as stream:
                for batch in rows:
                    stream.write_batch(batch)
        out.close()
    except WarehouseError as error:
        os.write(2, str(error).encode())
        return error.exit_code
    except BrokenPipeError:  # the parent has had enough
        return WarehouseExit.FAILED
    except (MemoryError, duckdb.OutOfMemoryException, pa.ArrowMemoryError):
        os.write(2, _too_much(limits).encode())
        return WarehouseExit.QUERY_REFUSED
    except (pa.ArrowException, OSError, RuntimeError) as error:  # DuckDB's, through Arrow's stream
        is_memory = "out of memory" in str(error).lower()
        os.write(2, (_too_much(limits) if is_memory else one_line(error)).encode())
        return WarehouseExit.QUERY_REFUSED
    return WarehouseExit.OK


def _bound(limits: Limits) -> None:
    """No core, no file, no more processor time or address space than the query may have."""
    with Path("/proc/self/statm").open() as file:
        pages = int(file.read().split()[0])
    space = pages * resource.getpagesize() + int(1.5 * size_in_bytes(limits.memory))
    seconds = int((limits.seconds + 2) * limits.threads) + 2
    for kind, most in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    sys.exit(main())
