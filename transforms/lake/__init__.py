"""The lake: its schema, its snapshots, and the collection of files nobody reads."""
