"""From raw items to the lake: pure functions on Arrow tables. No Scrapy, no Airflow."""
