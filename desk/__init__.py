"""The analyst's desk: one Airflow on this machine, started, used and stopped by one command."""
