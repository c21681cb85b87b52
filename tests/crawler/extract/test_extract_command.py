"""``scrapy extract MANIFEST``: one line out for every page, one clear line for what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.crawler.extract import pages

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, lines: list[str]) -> subprocess.CompletedProcess[str]:
    manifest = folder / "manifest.jsonl"
    manifest.write_text("\n".join(lines), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "extract", str(manifest)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def test_articles_and_lists_come_out_with_their_ids(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(pages.portal(), encoding="utf-8")
    (tmp_path / "l.html").write_text(
        pages.whole(
            "<ul>"
            + "".join(f"<li><a href='/{i}.html'>{t}</a></li>" for i, t in enumerate(pages.BODY))
            + "</ul>"
        ),
        encoding="utf-8",
    )
    done = run(
        tmp_path,
        [
            json.dumps(
                {"id": "a", "kind": "article", "file": "a.html", "url": "http://qx.test/1.html"}
            ),
            json.dumps({"id": "l", "kind": "list", "file": "l.html", "url": None}),
        ],
    )
    article, listing = map(json.loads, done.stdout.splitlines())

    assert (done.returncode, done.stderr) == (0, "")
    assert (article["id"], article["headline_raw"]) == ("a", pages.HEADLINE)
    assert (listing["id"], len(listing["items"])) == ("l", 4)


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(pages.portal(), encoding="utf-8")
    done = run(
        tmp_path,
        [
            "not json",
            json.dumps({"id": "gone", "kind": "article", "file": "gone.html"}),
            json.dumps({"id": "a", "kind": "article", "file": "a.html"}),
        ],
    )
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a"]
    assert "manifest.jsonl:1:" in done.stderr
    assert "manifest.jsonl:2:" in done.stderr
    assert "2 of 3 manifest lines" in done.stderr


def test_an_odd_manifest_is_told_line_by_line_and_nothing_readable_is_lost(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(pages.portal(), encoding="utf-8")
    (tmp_path / "l.html").write_text("<p>没有列表。</p>", encoding="utf-8")
    odd = [
        ("[1, 2]", "no JSON object"),
        ("null", "no JSON object"),
        ('{"id": "v", "kind": "video", "file": "a.html"}', "kind is 'video'"),
        ('{"kind": "list", "file": "a.html"}', "id is missing"),
        ('{"id": "n", "kind": "list", "file": 5}', "file is '5'"),
        (
            '{"id": "u", "kind": "list", "file": "a.html", "url": "http://qx.test/\\ud800"}',
            "url is",
        ),
        ("[" * 100_000, "no JSON"),
        ('{"id": "l", "kind": "list", "file": "l.html", "url": ""}', "no list found"),
    ]
    done = run(tmp_path, [line for line, _ in odd] + ['{"id": "a", "file": "a.html"}'])
    told = done.stderr.splitlines()

    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["l", "a"]
    assert len(told) == len(odd) + 1
    for line_no, ((_, reason), line) in enumerate(zip(odd, told, strict=False), 1):
        assert f"manifest.jsonl:{line_no}: {reason}" in line


def test_an_empty_manifest_is_no_success(tmp_path: Path) -> None:
    done = run(tmp_path, ["", ""])
    assert (done.returncode, done.stdout) == (1, "")
    assert "empty; give JSON lines" in done.stderr
