"""The sample source: sites in real shapes, with known truth, served on loopback."""
