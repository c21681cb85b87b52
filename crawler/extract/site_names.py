"""Names of sites and columns, as titles print them: what is called so is no headline."""

from __future__ import annotations

import re
import unicodedata

SITE_NAME = re.compile(
    r"(?:网|網|在线|频道|门户|之窗|日报社?|晚报|早报|晨报|政府|首页|平台|客户端|融媒体?(?:中心)?|电视台|局|委员会|厅)$"
)
SEPARATORS = re.compile(r"[-_|—–丨·]")
MAX_SITE_NAME, MAX_APP_NAME = 12, 4
UNSEEN = re.compile("[\u200b\u2060\ufeff\xad]+")


def names_site(title: str | None) -> bool:
    """Does a <title>, or what was found by it, name the site? Some print one on all pages."""
    key = squeeze(title or "")
    name = SEPARATORS.split(key, maxsplit=1)[0]
    is_named = len(name) <= MAX_SITE_NAME and SITE_NAME.search(name) is not None
    return is_named or len(key) <= MAX_APP_NAME


def names_no_article(title: str | None) -> bool:
    """Does a <title> name the site, or column and site: 要闻_青溪新闻网?"""
    parts = [part for part in SEPARATORS.split(squeeze(title or "")) if part]
    return names_site(title) or all(
        len(part) <= MAX_APP_NAME or (len(part) <= MAX_SITE_NAME and SITE_NAME.search(part))
        for part in parts
    )


def squeeze(text: str) -> str:
    """Key under which two printings of a headline are one: NFKC, no white space."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    return UNSEEN.sub("", text) if UNSEEN.search(text) else text
