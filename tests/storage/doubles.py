"""Stores for tests that keep nothing on a disk."""

from __future__ import annotations

from fsspec.implementations.memory import MemoryFileSystem
from pyarrow import fs

from storage.store import Store


def memory_store(root: str) -> Store:
    """An object store in memory, of its own: without renames of ours, and without times."""
    memory = MemoryFileSystem(skip_instance_cache=True)
    memory.store, memory.pseudo_dirs = {}, [""]
    return Store(fs.PyFileSystem(fs.FSSpecHandler(memory)), root)
