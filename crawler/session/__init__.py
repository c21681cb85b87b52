"""One crawl of one channel: what was requested, stored and left open, and how it ended."""
