"""A backfill from Airflow's form crawls every day it names, whenever the daily crawl runs."""

from __future__ import annotations

from datetime import UTC, datetime

import pendulum
import pytest

from desk.tasks.day_partitions import DayPartitionTimetable
from storage.clock import ZONE

DAYS = ["2019-02-23", "2019-02-24", "2019-02-25"]


def timetable(cron: str) -> DayPartitionTimetable:
    return DayPartitionTimetable(cron, timezone=ZONE, run_offset=-1, key_format="%Y-%m-%d")


@pytest.mark.parametrize("cron", ["0 0 * * *", "30 5 * * *", "59 23 * * *", "0 */6 * * *"])
def test_a_backfill_has_each_of_its_days_once(cron: str) -> None:
    # what the form sends: midnights
    infos = [
        *timetable(cron).iter_partition_dagrun_infos(
            earliest=datetime(2019, 2, 23, tzinfo=UTC), latest=datetime(2019, 2, 25, tzinfo=UTC)
        )
    ]

    assert [info.partition_key for info in infos] == DAYS


def test_a_backfilled_day_is_the_partition_of_the_daily_run_about_it() -> None:
    """Else Airflow would run a day again that the clock has run already."""
    daily = timetable("30 5 * * *")
    tick = pendulum.datetime(2019, 2, 25, 5, 30, tz=ZONE).in_timezone("UTC")
    day = datetime(2019, 2, 24, tzinfo=UTC)
    [info] = daily.iter_partition_dagrun_infos(earliest=day, latest=day)

    assert daily._get_partition_info(tick) == (info.partition_date, info.partition_key)


def test_it_is_the_same_after_it_was_stored() -> None:
    daily = timetable("30 5 * * *")
    again = DayPartitionTimetable.deserialize(daily.serialize())

    assert isinstance(again, DayPartitionTimetable)
    assert again.serialize() == daily.serialize()
