"""The coverage page inside the Airflow UI: attention over time, channel health, reprint leaders."""
