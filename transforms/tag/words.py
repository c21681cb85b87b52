"""Word lists written as text: easier to read and to edit than rows of quoted strings."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of ``text``, divided by white space, each once."""
    return tuple(dict.fromkeys(text.split()))
