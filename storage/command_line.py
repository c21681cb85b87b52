"""How a command ends: what goes wrong is one line (what, where, what to do) and an exit code."""

from __future__ import annotations

import errno
import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NoReturn

    import typer

FAILED, BAD_ARGUMENT, STOPPED = 1, 2, 130
"""As in every table of ``exit_codes``; the last is the shell's for Ctrl-C."""
IN_QUOTES = re.compile(r"'(/[^']+)'")
REMEDIES = {
    errno.ENOENT: "is not there 不存在: check the path",
    errno.EEXIST: "a file stands where a folder is needed 不是文件夹: check COVERAGE_DATA",
    errno.ENOTDIR: "a file stands where a folder is needed 不是文件夹: check COVERAGE_DATA",
    errno.EISDIR: "is a folder 是文件夹: name a file",
    errno.EACCES: "no leave to read or write it 没有权限: give this user the right",
    errno.EPERM: "no leave to read or write it 没有权限: give this user the right",
    errno.EROFS: "the disk is mounted for reading only 只读磁盘: mount it for writing",
    errno.ENOSPC: "the disk is full 磁盘已满: free some space and run it again",
    errno.EDQUOT: "the quota is used up 配额已满: free some space and run it again",
    errno.EIO: "the disk gives errors 磁盘读写错误: copy the data to another one",
}


def run_command(app: typer.Typer, name: str, *refusals: type[Exception]) -> NoReturn:
    """Run what the process was asked for, and end the process.

    ``refusals`` say all there is to say; their ``exit_code``, if they have one, is the command's.
    """
    import typer

    arguments = sys.argv[1:]
    try:
        code = app(arguments or ["--help"], standalone_mode=False)
        if not arguments:
            code = BAD_ARGUMENT
    except typer.Abort:
        code = STOPPED
    except typer.TyperException as error:
        code = _say(name, _argument_line(error), BAD_ARGUMENT)
    except refusals as error:
        code = _say(name, str(error), getattr(error, "exit_code", FAILED))
    except BrokenPipeError:  # who read the answer has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FAILED
    except OSError as error:
        code = _say(name, os_error_line(error), FAILED)
    sys.exit(code or 0)


def os_error_line(error: OSError) -> str:
    """What the operating system refused, where, and what to do."""
    said = " ".join(str(error).split())
    quoted = IN_QUOTES.search(said)
    where = error.filename or (quoted[1] if quoted else None)
    remedy = REMEDIES.get(error.errno or 0)
    if remedy is None or where is None:
        why = remedy or "the system refused it 系统错误: mend that and run it again"
        return f"{said[:300]}: {why}"
    return f"{os.fsdecode(where)}: {remedy}"


def _argument_line(error: Exception) -> str:
    said = error.format_message() if hasattr(error, "format_message") else str(error)
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "the command"
    return f"{' '.join(said.split()).rstrip('.')} 参数有误: see {path} --help"


def _say(name: str, line: str, code: int) -> int:
    print(f"{name}: {line}", file=sys.stderr)  # noqa: T201
    return code
