"""From lists of official divisions to the gazetteer that tagging reads."""
