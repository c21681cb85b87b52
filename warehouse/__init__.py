"""From the lake to answers: DuckDB views, checks, report."""
