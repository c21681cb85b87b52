"""One crawl of one channel: what was asked, had and owed, and how it ended."""
