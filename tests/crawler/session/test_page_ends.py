"""Half a page is told from a whole one by how the channel's other documents end."""

from __future__ import annotations

import sqlite3

import pytest

from crawler.session.page_ends import PageEnds

WHOLE = b"<!doctype html><html><body><p>text</body></html>"
CUT = WHOLE[:-14]
FRAGMENT = b"<h1>login</h1>"


@pytest.fixture
def ends() -> PageEnds:
    return PageEnds(sqlite3.connect(":memory:", isolation_level=None))


def test_the_first_page_of_a_channel_is_judged_by_itself(ends: PageEnds) -> None:
    assert ends.is_cut("a.test/0.html", CUT, is_vouched=False)
    assert not ends.is_cut("a.test/0.html", FRAGMENT, is_vouched=False)
    assert not ends.is_cut("a.test/0.html", WHOLE, is_vouched=False)
    assert ends.is_cut("b.test/0.html", FRAGMENT, is_vouched=False), "others have an end"


def test_login_walls_do_not_teach_that_documents_have_no_end(ends: PageEnds) -> None:
    for _ in range(5):
        assert not ends.is_cut("a.test/0.html", FRAGMENT, is_vouched=True)

    assert ends.is_cut("a.test/0.html", CUT, is_vouched=False)


def test_a_channel_whose_documents_never_end_is_believed(ends: PageEnds) -> None:
    for _ in range(2):
        assert not ends.is_cut("a.test/0.html", CUT, is_vouched=True)

    assert not ends.is_cut("a.test/0.html", CUT, is_vouched=False)
