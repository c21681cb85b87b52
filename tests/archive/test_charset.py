"""The bytes decide, not the labels: header × meta × charset × length, every cell read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.charset import declarations, decode
from bench.hostile.charset_lies import matrix, page


def test_the_matrix_is_read_right() -> None:
    cells, wrong, silent = matrix()
    assert silent == 0
    assert cells >= 5_000
    assert wrong <= cells / 1000, f"{wrong} of {cells} cells misread"


def test_gb2312_means_the_larger_set() -> None:
    text = "朱镕基、陶喆、龙南县堉然科技有限公司、贛州"
    decoded = decode(page(text, "gb2312", "gb18030"))
    assert text in decoded.text
    assert (decoded.encoding, decoded.replaced_count) == ("gb18030", 0)


def test_a_wrong_header_does_not_win_over_the_bytes() -> None:
    assert "赣州" in decode(page("赣州市工业发展大会", "gb2312", "gb18030"), "utf-8").text
    assert "赣州" in decode(page("赣州市工业发展大会", "gb2312", "utf-8"), "gb2312").text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    decoded = decode("<p>赣州发布</p>".encode(encoding), "gb2312")
    assert decoded.text == "<p>赣州发布</p>"


def test_a_page_cut_off_inside_a_character_stays_utf_8() -> None:
    decoded = decode("赣州市主攻工业".encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("赣州市主攻工")
    assert decoded.replaced_count == 1


def test_one_broken_byte_in_a_long_page_does_not_change_its_charset() -> None:
    body = ("赣州市主攻工业大会召开。" * 200).encode()
    decoded = decode(body[:600] + b"\xff" + body[600:], "gb2312")
    assert decoded.encoding == "utf-8"
    assert decoded.replaced_count == 1


def test_replacement_characters_of_the_page_itself_are_not_counted() -> None:
    assert decode("点【在看】\ufffd\ufffd试试".encode()).replaced_count == 0


def test_labels_are_read_in_order_of_header_and_page() -> None:
    body = b'<?xml version="1.0" encoding="gbk"?><meta charset="utf8">'
    assert declarations(body, "text/html; charset=BIG5") == ["big5hkscs", "gb18030", "utf-8"]
    assert declarations(b"<p>", "klingon") == []


@given(st.binary(max_size=400), st.none() | st.text(max_size=20))
def test_any_bytes_and_any_label_give_some_text(body: bytes, declared: str | None) -> None:
    decoded = decode(body, declared)
    assert isinstance(decoded.text, str)
    assert decoded.replaced_count >= 0


def test_gb18030_is_that_of_browsers() -> None:
    """Python's table puts these into the private use area."""
    body = page("主攻SPACE工业，SIGNS", "gb2312", "gb18030")
    signs = bytes.fromhex(
        "a6d9a6daa6dba6dca6dda6dea6dfa6eca6eda6f3a8bcfe59fe61fe66fe67fe6dfe7efe90fea0"
    )
    decoded = decode(body.replace(b"SPACE", b"\xa3\xa0").replace(b"SIGNS", signs))

    assert "主攻\u3000工业，︐︒︑︓︔︕︖︗︘︙ḿ龴龵龶龷龸龹龺龻" in decoded.text
    assert decode(page("𠂇", "gb2312", "gb18030")).replaced_count == 0


def test_a_bare_byte_80_is_the_euro_sign_of_code_page_936() -> None:
    decoded = decode(page("价格SPOIL元", "gbk", "gb18030").replace(b"SPOIL", b"\x80\xa3\xac"))
    assert "价格€，元" in decoded.text
    assert decoded.replaced_count == 0
    assert (
        decode(page("价格SPOIL元", "gbk", "gb18030").replace(b"SPOIL", b"\xff")).replaced_count == 1
    )
