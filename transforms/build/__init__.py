"""A build: from raw files through pieces and stories to one snapshot."""
