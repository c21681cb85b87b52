"""What can go wrong in a build that its user can mend."""

from __future__ import annotations

from storage.exit_codes import LakeExit


class LakeError(Exception):
    """The lake cannot be read or written; the message says what, where and what to do.

    ``exit_code`` is the command's.
    """

    exit_code = LakeExit.FAILED


class ArgumentError(LakeError):
    """The command was asked for what cannot be."""

    exit_code = LakeExit.BAD_ARGUMENT
