"""Beijing days, summer times of 1986 to 1991 included."""

from __future__ import annotations

from datetime import UTC, date, datetime

import duckdb
import pytest

from storage.clock import BEIJING, ZONE, beijing_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2019, 2, 24, 15, 59, tzinfo=UTC), date(2019, 2, 24)),
        (datetime(2019, 2, 24, 16, 0, tzinfo=UTC), date(2019, 2, 25)),
        (datetime(1991, 6, 1, 15, 30, tzinfo=UTC), date(1991, 6, 2)),
    ],
)
def test_python_and_sql_agree_on_the_day(moment: datetime, day: date) -> None:
    [(in_sql,)] = duckdb.execute("select timezone(?, ?)::date", [ZONE, moment]).fetchall()

    assert beijing_day(moment) == day == in_sql


def test_china_had_summer_time_in_1991() -> None:
    printed = datetime(1991, 6, 1, 23, 30, tzinfo=BEIJING)

    assert printed.astimezone(UTC) == datetime(1991, 6, 1, 14, 30, tzinfo=UTC)


def test_a_time_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        beijing_day(datetime(2019, 2, 24))  # noqa: DTZ001
