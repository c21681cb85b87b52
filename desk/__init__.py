"""The analyst's desk: one Airflow on this machine, started, used and stopped by one command."""


class DeskError(Exception):
    """What went wrong and what to do about it, in one line."""
