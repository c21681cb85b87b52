"""What ``-a`` takes, and how it refuses: one line, before anything is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.platforms.arguments import ArgumentError
from crawler.spiders.sample_trs import SampleTrsSpider
from crawler.spiders.saved_documents import SavedDocumentsSpider
from tests.crawler.platforms.crawling import scrapy

if TYPE_CHECKING:
    from pathlib import Path

WRONG = [
    ({"since": "24.2.2019"}, "-a since='24.2.2019': is not a day like 2019-02-24"),
    ({"since": "2019-02-30"}, "-a since='2019-02-30'"),
    ({"until": "20190224"}, "-a until='20190224': is not a day"),
    ({"since": "2019-03-01", "until": "2019-02-01"}, "since=2019-03-01 is after until=2019-02-01"),
    ({"since": "2999-03-01"}, "since=2999-03-01 is in the future: in Beijing it is 2"),
    ({"max_pages": "0"}, "-a max_pages='0'"),
    ({"max_pages": "ten"}, "-a max_pages='ten'"),
    ({"canary": "perhaps"}, "-a canary='perhaps'"),
    ({"sinse": "2019-02-01"}, "-a sinse= is no argument of this channel; use canary, max_pages"),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_a_wrong_argument_is_refused_in_one_line(given: dict[str, str], said: str) -> None:
    with pytest.raises(ArgumentError) as refusal:
        SampleTrsSpider(**given)

    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_right_arguments_are_typed() -> None:
    args = SampleTrsSpider(since="2019-02-01", max_pages="3", canary="1").args

    assert (args.since.isoformat(), args.max_pages, args.canary) == ("2019-02-01", 3, True)
    assert SampleTrsSpider(since="").args.since is None


def test_the_command_says_it_and_fails(tmp_path: Path) -> None:
    run = scrapy("crawl", "sample_trs", "-a", "since=yesterday", COVERAGE_DATA=str(tmp_path))

    assert run.returncode == 2
    assert "is not a day like 2019-02-24" in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "raw").exists()


def test_saved_documents_need_a_path_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="-a path= is needed"):
        SavedDocumentsSpider()
    with pytest.raises(ArgumentError, match="no document there"):
        SavedDocumentsSpider(path=str(tmp_path))
