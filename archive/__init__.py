"""Bytes as they came: WARC written, read and verified, and the charset they are really in."""
