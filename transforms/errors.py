"""What can go wrong in a build that its user can mend."""


class LakeError(Exception):
    """The lake cannot be read or written; the message says what, where and what to do."""
