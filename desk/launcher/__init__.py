"""Airflow on this machine: started, kept alive, asked, stopped."""
