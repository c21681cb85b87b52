"""The version that names what cleaning does: raised whenever the same item may give other rows."""

CLEANER_VERSION = "2"
