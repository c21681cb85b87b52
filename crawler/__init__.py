"""From the web to raw items: Scrapy spiders, extraction, archive. Knows nothing downstream."""
