"""What the tasks of the DAGs do, in plain functions."""
