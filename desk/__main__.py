"""``python -m desk``: run · up · down · doctor · housekeeping · clean · erase · browser."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from desk import DeskError
from desk.settings import SettingError

COMMANDS = {
    "run": (
        "desk.launcher.main_job",
        "run",
        "the main job through these DAGs, then the coverage table 运行主任务",
    ),
    "up": ("desk.launcher.lifecycle", "up", "start the Airflow page on 127.0.0.1 启动界面"),
    "down": ("desk.launcher.lifecycle", "down", "stop it; leave no process 停止"),
    "doctor": (
        "desk.launcher.doctor",
        "doctor",
        "what is wrong with this machine, and the remedy 体检",
    ),
    "housekeeping": (
        "desk.launcher.housekeeping",
        "housekeeping",
        "forget Airflow's runs of more than 90 days ago 清理旧记录",
    ),
    "clean": (
        "desk.launcher.erasing",
        "clean",
        "delete what a build makes again; the archive stays 清理",
    ),
    "erase": (
        "desk.launcher.erasing",
        "erase",
        "delete the data folder's raw items and archive too 清空",
    ),
    "browser": (
        "desk.launcher.browser",
        "browser",
        "get Chromium and a Chinese font for the tests 浏览器",
    ),
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m desk", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, _, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        if name == "erase":
            command.add_argument("--yes", action="store_true", help="else only told 否则仅列出")
        if name == "run":
            command.add_argument("--channels", help="ids separated by blanks, or sample, or live")
    options = vars(parser.parse_args(arguments))
    module, function, _ = COMMANDS[options.pop("command")]
    try:
        return int(getattr(import_module(module), function)(**options))
    except DeskError as error:
        print(f"desk: {error}", file=sys.stderr)
        return 2 if isinstance(error, SettingError) else 1
    except KeyboardInterrupt:
        print("desk: stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
