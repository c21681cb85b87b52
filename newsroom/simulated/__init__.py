"""Simulated sites: one list of articles in the shape of one platform, told lies about at will."""
