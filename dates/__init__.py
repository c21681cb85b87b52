"""Which moment does a printed date mean? Lists and articles are read by the same rules."""
