"""Makes the timetable of the daily crawl known to every Airflow process that reads it back."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin
from desk.tasks.day_partitions import DayPartitionTimetable


class DayPartitionPlugin(AirflowPlugin):
    name = "day_partitions"
    timetables = [DayPartitionTimetable]
