"""Is there a font with Chinese on this machine? Without one, pictures show boxes."""

from __future__ import annotations

import functools
import os
import re
from pathlib import Path

FAMILY = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
CHINESE = re.compile(
    r"noto(sans|serif)(cjk|sc|hans)|sourcehan|wqy|wenquanyi|droidsansfallback|arphic|uming|ukai"
    r"|pingfang|stheiti|msyh|simsun|simhei|lxgw",
    re.IGNORECASE,
)
ADVICE = (
    "no Chinese font found, pictures will show boxes 未找到中文字体: "
    "apt-get install fonts-noto-cjk (the page itself uses its reader's fonts)"
)


@functools.cache
def has_chinese_font() -> bool:
    folders = [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
        Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "fonts",
        Path.home() / ".fonts",
    ]
    return any(
        CHINESE.search(path.name)
        for folder in folders
        if folder.is_dir()
        for path in folder.rglob("*")
    )
