"""The report: one theme on one page that opens anywhere, offline, and runs nothing."""
