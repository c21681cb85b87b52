"""Chromium and a Chinese font for the browser tests: Debian's packages, where we may install.

Nothing is downloaded from anywhere else. Where it cannot be had one line says so, and the tests
that need it say that they did not run.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from desk.launcher.console import say

PACKAGES = ("chromium", "fonts-noto-cjk")
PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
INSTALL_SECONDS = 600


def find_chromium() -> str | None:
    """Path of a Chromium on this machine."""
    named = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    return next((path for path in (*named, *PLACES) if path and os.access(path, os.X_OK)), None)


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font with Chinese glyphs; False if fontconfig is missing."""
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
    )
    return bool(found.stdout.strip())


def browser() -> int:
    """Make sure of both; 0 if they are there at the end."""
    if find_chromium() and has_chinese_font():
        say(f"Chromium {find_chromium()} and a Chinese font are there 浏览器就绪")
        return 0
    if why := _cannot_install():
        say(f"browser tests will not run: {why} 浏览器测试将跳过")
        return 1
    say(f"installing {' and '.join(PACKAGES)} from Debian … 正在安装")
    for command in (
        ["update", "-qq"],
        ["install", "-qq", "-y", "--no-install-recommends", *PACKAGES],
    ):
        try:
            done = subprocess.run(
                ["apt-get", *command],
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
                capture_output=True,
                text=True,
                timeout=INSTALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            say(f"browser tests will not run: apt-get took over {INSTALL_SECONDS} s 安装超时")
            return 1
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1][:200]
            say(f"browser tests will not run: apt-get {command[0]} failed: {last} 安装失败")
            return 1
    if not find_chromium():
        say("browser tests will not run: Debian's chromium gave no program 安装失败")
        return 1
    say(f"Chromium {find_chromium()} is installed 已安装")
    return 0


def _cannot_install() -> str | None:
    if not shutil.which("apt-get"):
        return "no Chromium here, and no apt-get to install it with"
    if os.geteuid() != 0:
        return f"no Chromium here; as root: apt-get install {' '.join(PACKAGES)}"
    return None
