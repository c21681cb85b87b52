"""Cut-off compressed pages are told from whole ones."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.network.content_encoding import WholeCompressionMiddleware, is_whole
from crawler.network.errors import RefusedError

TEXT = "".join(f"<p>主攻工业第{number}号</p>" for number in range(500)).encode()
WHOLE = gzip.compress(TEXT)


def test_whole_pages_pass_in_one_member_or_several() -> None:
    assert is_whole(WHOLE, len(TEXT))
    assert is_whole(WHOLE + gzip.compress(b"more"), len(TEXT) + 4)
    assert WholeCompressionMiddleware._decode(WHOLE, b"gzip", 10**7) == TEXT


@given(st.integers(min_value=20, max_value=len(WHOLE) - 1))
def test_a_page_cut_anywhere_is_refused(length: int) -> None:
    with pytest.raises((RefusedError, OSError, EOFError)):
        WholeCompressionMiddleware._decode(WHOLE[:length], b"gzip", 10**7)
