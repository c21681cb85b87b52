"""Date ranges, page bounds, canaries: what is asked for is fetched, and no more is claimed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from newsroom import edition
from newsroom.newsroom import Newsroom
from newsroom.pages.frame import Page
from tests.crawler.platforms.crawling import crawl, found

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SINCE, UNTIL = date(2019, 2, 20), date(2019, 3, 1)


def between(newsroom: Newsroom, channel: str, since: date, until: date) -> list[str]:
    articles = newsroom.view(channel).articles
    return sorted(one.url for one in articles if since <= one.published.date() <= until)


@pytest.mark.parametrize("channel", ["sample_enorth", "sample_chinanews"])
def test_a_range_gives_its_days_and_stops_reading_lists(channel: str, tmp_path: Path) -> None:
    newsroom = Newsroom(articles=1200)

    done = crawl(channel, newsroom, tmp_path, since=f"{SINCE}", until=f"{UNTIL}")

    assert done.exit_code == 0, done.output
    wanted = between(newsroom, channel, SINCE, UNTIL)
    assert found(done) == wanted
    assert len(wanted) >= 3
    row = done.row()
    assert (row["complete_from_date"], row["complete_until_date"]) == (f"{SINCE}", f"{UNTIL}")
    everything = len(newsroom.view(channel).articles)
    assert row["fetched"] - row["items"] < everything / 8, "lists older than the range were read"


def test_a_page_bound_is_kept_and_nothing_is_called_complete(tmp_path: Path) -> None:
    newsroom = Newsroom(articles=1200)

    done = crawl("sample_trs", newsroom, tmp_path, max_pages="2")

    assert done.exit_code == 0, done.output
    assert 8 < len(found(done)) <= 16
    assert done.row()["complete_from_date"] is None


def test_a_silent_channel_is_no_broken_one(tmp_path: Path) -> None:
    done = crawl("sample_static", Newsroom(), tmp_path, since="2019-03-01")

    assert done.exit_code == 0, done.output
    assert found(done) == []
    row = done.row()
    assert row["links_found"] > 0
    assert row["complete_from_date"] == "2019-03-01"


def test_a_day_without_a_paper_is_no_broken_channel(tmp_path: Path) -> None:
    newsroom = Newsroom()
    printed = {one.published.date() for one in newsroom.view("sample_founder").articles}
    days = (UNTIL - timedelta(days=back) for back in range(40))
    day = next(day for day in days if day not in printed)

    done = crawl("sample_founder", newsroom, tmp_path, since=f"{day}", until=f"{day}")

    assert done.exit_code == 0, done.output
    assert found(done) == []
    assert done.row()["complete_from_date"] == done.row()["complete_until_date"] == f"{day}"


def test_a_canary_reads_three_articles_known_or_not_and_claims_nothing(tmp_path: Path) -> None:
    first = crawl("sample_json", Newsroom(), tmp_path, canary="true")

    assert first.exit_code == 0, first.output
    assert len(found(first)) == 3
    assert first.row()["complete_from_date"] is None
    assert "has it changed?" not in first.output

    hollow = Hollow()
    second = crawl("sample_json", hollow, tmp_path, canary="true")

    assert second.output.count("gives no headline, publication time, text on http://json.") == 3


class Hollow(Newsroom):
    """A newsroom whose article pages have become frames that a script fills."""

    def respond(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        if "/detail/" in url:
            return Page(b"<html><body><div id=app></div></body></html>", "text/html")
        return super().respond(url, headers)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_three_years_of_an_e_paper_are_found_whole_and_not_fetched_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition, "BACK_ISSUES_A_DAY", 1)
    newsroom = Newsroom(years=3)
    first_day = date(2016, 1, 2)

    done = crawl("sample_founder", newsroom, tmp_path, since=f"{first_day}", until="2018-12-31")

    assert done.exit_code == 0, done.output[-2000:]
    wanted = between(newsroom, "sample_founder", first_day, date(2018, 12, 31))
    assert found(done) == wanted
    assert len(wanted) > 500
    assert done.row()["complete_from_date"] == f"{first_day}"

    december = date(2018, 12, 1)
    again = crawl("sample_founder", newsroom, tmp_path, since=f"{december}", until="2018-12-31")

    row = again.rows()[-1]
    assert row["items"] == 0
    assert row["links_found"] == len([url for url in wanted if "/2018-12/" in url])
    assert row["fetched"] <= 5 * 31, "only editions and their pages"
