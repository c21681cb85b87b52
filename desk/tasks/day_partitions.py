"""When the daily crawl runs, and which day each of its runs is about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from airflow.timetables.trigger import CronPartitionTimetable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from airflow.timetables.base import DagRunInfo


class DayPartitionTimetable(CronPartitionTimetable):
    """Airflow's own, but a backfill has every day from its first to its last, both included.

    The form of a backfill asks for days and hands on their midnights. Airflow takes the ticks of
    the cron line between these: a line off midnight (half past five) lost the last day. A line
    with several ticks a day would run each day as often: only the first tick of a day counts.
    """

    def iter_partition_dagrun_infos(
        self, *, earliest: datetime, latest: datetime
    ) -> Iterable[DagRunInfo]:
        """One run for each day of the window whose ends fall on the days asked for."""
        first = earliest.replace(hour=0, minute=0, second=0, microsecond=0)
        end = latest.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        seen: set[str | None] = set()
        for info in super().iter_partition_dagrun_infos(
            earliest=first, latest=end - timedelta(microseconds=1)
        ):
            if info.partition_key not in seen:
                seen.add(info.partition_key)
                yield info
