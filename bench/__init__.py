"""One command per table: the project beside its peers, measured in the same run."""
