"""The pages after public layouts are fair: what their manifest calls true stands on the page."""

import html
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

LAYOUTS = Path(__file__).parents[2] / "bench" / "layouts"
SETS = sorted(path.parent for path in LAYOUTS.glob("*/manifest.jsonl"))
UNSEEN = re.compile(
    r"<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>", re.DOTALL | re.IGNORECASE
)
TAG = re.compile(r"<[^>]*>")
TITLE_ATTRIBUTE = re.compile(r'title="([^"]*)"')
SCRIPT_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
TRUTH_OF_AN_ARTICLE = {
    "title",
    "publish_time",
    "precision",
    "source",
    "author",
    "photographer",
    "editor",
    "body",
    "body_must",
    "body_must_not",
}
DATE_LENGTH = {"day": 10, "minute": 16, "second": 19}


def rows(folder: Path) -> list[dict]:
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def solid(text: str) -> str:
    """Without white space of any width, as Chinese print compares."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]+", "", text)


def markup(folder: Path, row: dict) -> str:
    return (folder / row["file"]).read_bytes().decode(row["encoding"])


def shown(page: str) -> str:
    """The text of a page without tags, scripts, styles, comments and white space."""
    return bare(UNSEEN.sub("", page))


def bare(page: str) -> str:
    """Without tags, escaped ones too, and white space."""
    return solid(TAG.sub("", html.unescape(TAG.sub("", page))))


def readable(folder: Path, row: dict) -> str:
    """The text that a browser shows: with ``in_script``, also what scripts and attributes hold."""
    page = markup(folder, row)
    if not row.get("in_script"):
        return shown(page)
    scripted = SCRIPT_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), page)
    return bare(scripted) + solid(TAG.sub("", html.unescape(scripted)))


EVERY_ROW = [
    pytest.param(folder, row, id=f"{folder.name}/{row['id']}")
    for folder in SETS
    for row in rows(folder)
]
ARTICLES = [case for case in EVERY_ROW if case.values[1]["kind"] == "article"]
LISTS = [case for case in EVERY_ROW if case.values[1]["kind"] == "list"]


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_ids_are_unique_and_every_page_has_its_row(folder: Path) -> None:
    listed = rows(folder)
    assert [name for name, times in Counter(row["id"] for row in listed).items() if times > 1] == []
    assert {row["file"] for row in listed} == {
        f"pages/{path.name}" for path in (folder / "pages").iterdir()
    }
    assert {row["kind"] for row in listed} <= {"article", "list", "refusal"}


@pytest.mark.parametrize(("folder", "row"), EVERY_ROW)
def test_a_page_decodes_and_names_what_it_follows(folder: Path, row: dict) -> None:
    assert "\ufffd" not in markup(folder, row)
    assert row["based_on"].strip()
    assert urlsplit(row["url"]).netloc


@pytest.mark.parametrize(("folder", "row"), ARTICLES)
def test_the_truth_of_an_article_stands_on_its_page(folder: Path, row: dict) -> None:
    truth, text = row["truth"], readable(folder, row)
    assert set(truth) == TRUTH_OF_AN_ARTICLE
    people = truth["author"] + truth["photographer"] + truth["editor"]
    wanted = [truth["title"], truth["source"], *people, *truth["body"].split("\n")]
    assert [value for value in wanted if value and solid(value) not in text] == []
    if truth["publish_time"]:
        assert len(truth["publish_time"]) == DATE_LENGTH[truth["precision"]]


@pytest.mark.parametrize(("folder", "row"), ARTICLES)
def test_snippets_judge_the_body_and_nothing_else(folder: Path, row: dict) -> None:
    truth = row["truth"]
    body, page = solid(truth["body"]), bare(markup(folder, row)) + readable(folder, row)
    assert truth["body_must"], "no snippet that the body must hold"
    assert truth["body_must_not"], "no snippet that the body must not hold"
    assert [snippet for snippet in truth["body_must"] if solid(snippet) not in body] == []
    assert [snippet for snippet in truth["body_must_not"] if solid(snippet) in body] == []
    assert [snippet for snippet in truth["body_must_not"] if solid(snippet) not in page] == []


@pytest.mark.parametrize(("folder", "row"), LISTS)
def test_the_items_of_a_list_stand_on_its_page(folder: Path, row: dict) -> None:
    page, items = markup(folder, row), row["truth"]["items"]
    titles = solid(" ".join(TITLE_ATTRIBUTE.findall(page)))
    text = shown(page) + titles
    assert items
    assert len({item["href"] for item in items}) == len(items)
    assert [item["href"] for item in items if item["href"] not in html.unescape(page)] == []
    assert [item["title"] for item in items if solid(item["title"]) not in text] == []
