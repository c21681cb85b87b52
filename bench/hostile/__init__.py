"""Sites that misbehave, on loopback, and crawls of them: what may a site do to a crawler?

The failure tables of ``bench`` and the tests of the crawler crawl the same sites.
"""
