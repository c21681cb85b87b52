"""How far can the tags be trusted: sheets for coders, and what they say."""
