"""Publishing: one snapshot becomes one catalogue, whole or not at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from storage.bounds import FIRST_DAY
from storage.states import CHANNEL_DAY_STATES
from tests.warehouse import lake
from tests.warehouse.conftest import small_rows
from tests.warehouse.dictionary import CSV, dictionary_csv
from warehouse import search
from warehouse.build import build, relocate, unpublished
from warehouse.errors import CheckFailedError, SnapshotError
from warehouse.reader import ask, open_catalogue
from warehouse.sql_files import sql_files


def test_the_dictionary_is_that_of_the_lake() -> None:
    assert CSV.read_text(encoding="utf-8") == dictionary_csv(), (
        "lake_columns.csv is out of date: run python -m tests.warehouse.dictionary"
    )


def test_the_catalogue_is_of_a_version_that_older_shells_read(small_lake: Path) -> None:
    path = build(small_lake)

    with path.open("rb") as file:
        header = file.read(4096)
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 65, "the number of v1.2.0"
    assert sorted(p.name for p in small_lake.glob(".coverage*")) == []


def test_every_view_and_column_says_what_it_is(small_lake: Path) -> None:
    build(small_lake)
    views = [file for file in sql_files("views") if file.kind == "view"]

    with open_catalogue(small_lake) as connection:
        silent = ask(
            connection,
            "select table_name, column_name from duckdb_columns()"
            " where comment is null and schema_name = 'main' and not internal"
            " and table_name not in ('snapshot', 'catalogue')",
        ).to_pylist()
        listed = ask(connection, "select count(*) as n from catalogue where kind = 'view'")

    assert silent == []
    assert listed["n"].to_pylist() == [len(views)]
    assert len([view for view in views if "." not in view.name]) >= 18


def test_views_are_the_same_from_a_plain_shell_in_another_folder(
    small_lake: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = build(small_lake)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))

    with duckdb.connect(str(path), read_only=True) as shell:
        found = shell.execute(
            "select theme, sum(mention_count) from theme_coverage_daily group by 1 order by 1"
        ).fetchall()

    assert found == [("主攻工业", 5), ("脱贫攻坚", 2)]


def test_a_lake_with_empty_tables_still_gives_every_view(tmp_path: Path) -> None:
    lake.write_lake(tmp_path, {})

    build(tmp_path)

    with open_catalogue(tmp_path) as connection:
        for file in sql_files("views"):
            if file.kind == "view":
                assert ask(connection, f"select * from {file.name}").num_rows == 0


def test_a_failing_check_keeps_the_last_good_catalogue(small_lake: Path) -> None:
    path = build(small_lake)
    before = path.read_bytes()
    rows = small_rows()
    rows["articles"].append(rows["articles"][0])
    rows["dropped"][0]["drop_reason"] = None
    lake.write_lake(small_lake, rows, "snap-2")

    with pytest.raises(CheckFailedError) as failure:
        build(small_lake)

    message = str(failure.value)
    assert "articles_are_unique: 1 rows, e.g. article_id=" in message
    assert "dropped_rows_say_why" in message
    assert "\n" not in message
    assert path.read_bytes() == before
    assert sorted(p.name for p in small_lake.glob(".coverage*")) == []


def test_a_snapshot_that_was_refused_is_told_until_a_later_one_is_published(
    small_lake: Path,
) -> None:
    def told() -> str | None:
        with open_catalogue(small_lake) as connection:
            return unpublished(small_lake, connection)

    build(small_lake)
    assert told() is None
    rows = small_rows()
    rows["articles"].append(rows["articles"][0])
    lake.write_lake(small_lake, rows, "snap-2")
    with pytest.raises(CheckFailedError):
        build(small_lake)

    line = told()
    assert line is not None
    assert line.startswith("snapshot snap-2 was to be published")
    assert "still reads snap-1" in line
    lake.write_lake(small_lake, small_rows(), "snap-3")
    build(small_lake)
    assert told() is None


BAD_ROWS = {
    "articles_have_known_channels": ("channels", lambda rows: rows["channels"].pop()),
    "dates_are_beijing_days": (
        "articles",
        lambda rows: rows["articles"][0].update(published_date=lake.date(2019, 1, 31)),
    ),
    "dates_lie_in_the_past": (
        "articles",
        lambda rows: rows["articles"][0].update(last_seen_at=datetime(2019, 1, 1, tzinfo=UTC)),
    ),
    "precisions_are_known": (
        "articles",
        lambda rows: rows["articles"][0].update(published_precision="about"),
    ),
    "themes_are_mentioned_once": (
        "theme_mentions",
        lambda rows: rows["theme_mentions"].append(rows["theme_mentions"][0]),
    ),
    "mentions_point_to_articles": (
        "place_mentions",
        lambda rows: rows["place_mentions"].append(lake.place_mention(99, "360700", "赣州市")),
    ),
    "mentioned_themes_are_in_the_lexicon": ("themes", lambda rows: rows["themes"].pop()),
    "mentioned_places_are_in_the_gazetteer": (
        "regions",
        lambda rows: rows["regions"].__delitem__(slice(2, None)),
    ),
    "quotes_are_verbatim": (
        "place_mentions",
        lambda rows: rows["place_mentions"][0].update(
            field="body", field_offset=0, quote="这句话文中没有"
        ),
    ),
    "reprints_lead_somewhere": (
        "reprints",
        lambda rows: rows["reprints"][0].update(lag_min_seconds=99, lag_max_seconds=1),
    ),
    "articles_have_text": (
        "articles",
        lambda rows: rows["articles"][0].update(headline="", body=""),
    ),
}


@pytest.mark.parametrize("check", BAD_ROWS)
def test_each_check_finds_its_rows(tmp_path: Path, check: str) -> None:
    rows = small_rows()
    BAD_ROWS[check][1](rows)
    lake.write_lake(tmp_path, rows)

    with pytest.raises(CheckFailedError, match=check):
        build(tmp_path)


def test_stated_counts_are_checked(small_lake: Path) -> None:
    rows = small_rows()
    rows["stories"] = lake.stories_of(rows["articles"])
    rows["stories"][0]["article_count"] += 1
    lake.write_lake(small_lake, rows, "snap-2")
    manifest = small_lake / "lake" / "snapshots" / "snap-2.json"
    stored = json.loads(manifest.read_text(encoding="utf-8"))
    stored["tables"]["dropped"][0]["rows"] = 5
    manifest.write_text(json.dumps(stored), encoding="utf-8")

    with pytest.raises(CheckFailedError) as failure:
        build(small_lake)

    assert "stories_count_their_articles" in str(failure.value)
    assert "files_hold_what_the_manifest_says" in str(failure.value)


@pytest.mark.parametrize(
    ("pointer", "said"),
    [
        (None, "no snapshot"),
        ("../../etc/passwd", "names no snapshot"),
        ("snap-9", "cannot be read"),
    ],
)
def test_a_lake_without_a_snapshot_is_one_clear_line(
    small_lake: Path, pointer: str | None, said: str
) -> None:
    current = small_lake / "lake" / "CURRENT"
    current.unlink() if pointer is None else current.write_text(pointer, encoding="utf-8")

    with pytest.raises(SnapshotError, match=said) as failure:
        build(small_lake)

    assert "\n" not in str(failure.value)
    assert "python -m transforms build" in str(failure.value)


def test_a_manifest_cannot_lead_out_of_the_lake(small_lake: Path) -> None:
    manifest = small_lake / "lake" / "snapshots" / "snap-1.json"
    stored = json.loads(manifest.read_text(encoding="utf-8"))
    stored["tables"]["articles"][0]["path"] = "../../../etc/passwd"
    manifest.write_text(json.dumps(stored), encoding="utf-8")

    with pytest.raises(SnapshotError, match="outside the lake"):
        build(small_lake)


@pytest.mark.parametrize("harm", ["missing", "truncated", "not parquet"])
def test_a_broken_file_keeps_the_last_good_catalogue(small_lake: Path, harm: str) -> None:
    path = build(small_lake)
    before = path.read_bytes()
    file = small_lake / "lake" / "tables" / "articles" / "snap-1.parquet"
    if harm == "missing":
        file.unlink()
    elif harm == "truncated":
        file.write_bytes(file.read_bytes()[:-100])
    else:
        file.write_bytes(b"no")

    with pytest.raises(SnapshotError, match=r"articles.*snap-1\.parquet"):
        build(small_lake)

    assert path.read_bytes() == before


def test_an_article_of_the_first_years_stops_no_publish(tmp_path: Path) -> None:
    """Cleaning takes dates from FIRST_YEAR on: the calendar must begin no later."""
    rows = small_rows()
    rows["articles"] += [
        lake.article(21, "alpha", "1992-05-04 08:00", "赣南采茶戏进京"),
        lake.article(22, "alpha", f"{FIRST_DAY} 08:00", "元旦献词"),
    ]
    rows["crawls"].append(lake.crawl("beta", "1970-01-01", "1992-05-06", at="2019-02-09 12:00"))
    lake.write_lake(tmp_path, rows)

    build(tmp_path)

    with open_catalogue(tmp_path) as connection:
        days = ask(
            connection,
            "select channel, published_date, coverage_state, article_count from channel_days"
            " where published_date in ('1990-01-01', '1992-05-04') and channel in ('alpha', 'beta')"
            " order by all",
        ).to_pylist()
        first = ask(connection, "select min(published_date) as day from channel_days")
    assert [tuple(day.values()) for day in days] == [
        ("alpha", FIRST_DAY, "partly", 1),
        ("alpha", lake.date(1992, 5, 4), "partly", 1),
        ("beta", FIRST_DAY, "silent", 0),
        ("beta", lake.date(1992, 5, 4), "silent", 0),
    ]
    assert first["day"][0].as_py() == FIRST_DAY


def test_facts_of_other_rooms_are_not_copied_into_sql() -> None:
    copied = [f"'{state}'" for state in CHANNEL_DAY_STATES]
    copied += [str(search.FIRST_FACTOR), str(search.SECOND_FACTOR), "4096", "1995", "Shanghai"]
    folders = ("views", "checks", "report/queries")
    found = {
        (path.name, fact)
        for folder in folders
        for path in sorted((Path(search.__file__).parent / folder).glob("*.sql"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for fact in copied
        if fact in line.partition("--")[0]
    }
    assert found == set()


def test_a_moved_data_folder_is_relocated(small_lake: Path, tmp_path: Path) -> None:
    build(small_lake)
    moved = tmp_path / "moved's folder"
    moved.mkdir()
    (small_lake / "lake").rename(moved / "lake")
    (small_lake / "coverage.duckdb").rename(moved / "coverage.duckdb")

    relocate(moved)

    with open_catalogue(moved) as connection:
        articles = ask(connection, "select count(*) as n from articles")
        mentions = ask(connection, "select sum(mention_count) as n from theme_coverage_daily")
        quotes = ask(connection, "select count(quote) as n from theme_mentions")
    assert (articles["n"][0].as_py(), mentions["n"][0].as_py()) == (9, 7)
    assert quotes["n"][0].as_py() == 8
