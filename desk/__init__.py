"""The analyst's desk: launch Airflow, run the main job, tell what is wrong with this machine."""
