"""What kind of block a line is by its own words and class names, and the rule that says so.

The words stand in ``block_rules.toml``; ``blocks`` puts the judgements in context.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from transforms.clean.names import is_person, split_names

RULES_FILE = Path(__file__).with_name("block_rules.toml")
SHORT, LONG, REPEATED = 120, 330, 64
"""Characters up to which all rules are tried, the long ones are, and a judgement is kept."""
OPEN = r"[\s【\[（(〔<《“\"'*•·●■□▲◆★☆▶>»—\-|]*"
ADDRESSING = frozenset(("follow_line", "app_promotion", "no_reprint"))
"""Rules of lines that ask or tell the reader of this page something: a story of them does not."""
ADDRESSED = re.compile(
    "[请您你]|我们|更多|欢迎|未经|注明|如有|转载|联系|小编|敬请|本(?:公众|平台)|本[文站网报刊台社号]"
    r"|^[^\w]*(?:扫|长按|识别|关注|点击|下载|打开|搜索|微信|登录|安装|进入|版权|用|以上)"
)
STORY = re.compile("，.*。[”」]?$")
NAMING = frozenset(("reporter_line", "editor_named"))
"""Rules that hold only if the line names people."""
BEFORE_NAMES = re.compile(r"[：:｜|丨︱]|编辑\s|责编\s")
NEXT_ROLE = re.compile(r"\s*(?:通讯员|摄影|编辑|责编|责任编辑|来源|实习生|记者|[（(])")
LABELS = frozenset(("credit", "editor", "disclaimer", "related", "share", "pager", "video", "nav"))
SENTENCE = re.compile("[，。；！？]")
ASIDE_PATH = re.compile(
    r"""[.\#](?:[\w-]*[-_])?(?:
    (?:comments?|pinglun|gentie|relat\w*|recommend\w*|tuijian|xiangguan\w*|hotnews|bdshare|toolbar
    |copyright\w*|disclaimer|statement|mianze\w*|footer|qr_?code|erweima|crumbs?|breadcrumbs?
    |editor_?info|app_?download|guess\w*|hot_?list|rank\w*|subscribe|newsletter|reward
    |ad_?read_?more|ad_in\w*|player|control-?(?:bar|text|buttons?))(?:[-_][\w-]*)?
    |[\w-]*share[\w-]*|pager|pages?|pagination|page_?nav|tags?|keywords?|keyword_?tags?|ad|ads|advert\w*)
    (?=[.\#\s\[]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
ALWAYS_ASIDE = re.compile(
    r"comment|pinglun|gentie|copyright|disclaimer|statement|mianze|relat|recommend|newsletter",
    re.IGNORECASE,
)
ASIDE_LABELS = (
    ("share", re.compile(r"share|toolbar|qr|erweima|reward|subscribe|newsletter", re.IGNORECASE)),
    ("pager", re.compile(r"page", re.IGNORECASE)),
    ("disclaimer", re.compile(r"copyright|disclaimer|statement|mianze|footer", re.IGNORECASE)),
    ("nav", re.compile(r"crumb", re.IGNORECASE)),
    ("video", re.compile(r"player|control", re.IGNORECASE)),
)
CAPTION_PATH = re.compile(
    r"""figcaption|[.\#][\w-]*(?:caption|pic_?(?:info|txt|text|desc|title)|tushuo|picture_?desc
    |img_?(?:info|desc|txt|text|title|wrapper|note)|image_?desc|photo_?(?:info|desc))""",
    re.IGNORECASE | re.VERBOSE,
)
CAPTION_TEXT = re.compile(
    r"""^.{2,80}(?:(?:[\u4e00-\u9fff]{2,4}\s*摄(?:影)?|图(?:片)?(?:来源|源)?[：:/／].{1,20}|供图
    |资料图片?|资料照片|视频截图|网络截图|图据.{1,12}|图源.{1,12})\s*[）)。]?)$
    |^[\s▲△↑↓◎▼]*(?:图(?:为|\d)|上图|下图|▲|图[：:])|^资料图""",
    re.VERBOSE,
)
SUBHEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CAPTION_MARKS = re.compile("摄|图|资料|截图|▲")


class Label(NamedTuple):
    label: str
    rule: str


def label_block(text: str, path: str) -> Label | None:
    """The label one block's own words or class names give it; None for text of the article.

    ``text`` in simplified characters; ``path`` the class trail of the raw block.
    """
    if len(text) <= REPEATED:
        return _short_label(text, path)
    return _label(text, path)


@lru_cache(maxsize=1 << 14)
def _short_label(text: str, path: str) -> Label | None:
    """What stands around articles is short, and the same on page after page."""
    return _label(text, path)


def _label(text: str, path: str) -> Label | None:
    length = len(text)
    if length <= LONG:
        tier = RULES.short if length <= SHORT else RULES.long
        patterns = tier.always
        if tier.needed.search(text):
            patterns = tier.all
        for pattern in patterns:
            found = pattern.match(text)
            if found is None or found.lastgroup is None:
                continue
            if found.lastgroup in NAMING and not _names_people(text):
                continue
            if found.lastgroup in ADDRESSING and _tells_a_story(text):
                continue
            return RULES.labels[found.lastgroup]
    if not path or (name := aside_name(path)) is None:
        return None
    if length >= 40 and not ALWAYS_ASIDE.search(name) and SENTENCE.search(text):
        return None  # a paragraph under a careless class name
    label = next((label for label, pattern in ASIDE_LABELS if pattern.search(name)), "related")
    return Label(label, "class_name")


def _tells_a_story(text: str) -> bool:
    """市民扫码即可预约，不需要下载客户端。A whole sentence that speaks to nobody."""
    return STORY.search(text) is not None and ADDRESSED.search(text) is None


def is_caption(text: str, path: str) -> str | None:
    """The rule by which a block is a caption, or None."""
    if path and is_caption_path(path):
        return "caption_class"
    is_marked = len(text) <= 100 and CAPTION_MARKS.search(text) and CAPTION_TEXT.match(text)
    return "caption_text" if is_marked else None


def _names_people(text: str) -> bool:
    """Is what follows the first colon a row of names?"""
    value = BEFORE_NAMES.split(text, maxsplit=1)[-1]
    names = split_names(NEXT_ROLE.split(value, maxsplit=1)[0])
    return bool(names) and all(is_person(name) for name in names)


@lru_cache(maxsize=4096)
def aside_name(path: str) -> str | None:
    found = ASIDE_PATH.search(path)
    return found.group() if found else None


@lru_cache(maxsize=4096)
def is_caption_path(path: str) -> bool:
    return CAPTION_PATH.search(path) is not None


class Tier(NamedTuple):
    """Rules joined into patterns: one match says which of them holds."""

    always: tuple[re.Pattern[str], ...]
    all: tuple[re.Pattern[str], ...]
    """With the rules that need a word."""
    needed: re.Pattern[str]
    """Any of the words that some rules need."""


class Rules(NamedTuple):
    """All rules of the file, for short blocks and for long ones."""

    short: Tier
    long: Tier
    labels: dict[str, Label]


def read_rules(path: Path = RULES_FILE) -> Rules:
    """Raises ValueError that names file, rule and fault."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    labels: dict[str, Label] = {}
    for row in rows:
        name, label = row["id"], row["label"]
        if name in labels or not name.isidentifier():
            raise ValueError(f"{path.name}: rule {name!r}: id must be a new identifier")
        if label not in LABELS:
            raise ValueError(f"{path.name}: rule {name!r}: no such label {label!r}")
        if not row.get("convention"):
            raise ValueError(f"{path.name}: rule {name!r}: no convention; say what it stands for")
        try:
            re.compile(row["pattern"], re.VERBOSE)
        except re.error as error:
            raise ValueError(f"{path.name}: rule {name!r}: {error}") from error
        labels[name] = Label(label, name)
    long = [row for row in rows if row.get("long")]
    return Rules(_tier(rows), _tier(long), labels)


def _tier(rows: list[dict[str, Any]]) -> Tier:
    always = _joined([row for row in rows if not row.get("needs")])
    needing = [row for row in rows if row.get("needs")]
    words = dict.fromkeys(word for row in needing for word in row["needs"])
    needed = re.compile("|".join(map(re.escape, words)) or "(?!)")
    return Tier(always, always + _joined(needing), needed)


def _joined(rows: list[dict[str, Any]]) -> tuple[re.Pattern[str], ...]:
    """The empty group after a rule names it; before it, it would hide its first character."""
    joined = []
    for prefix, is_opened in ((OPEN, True), ("", False)):
        group = [row for row in rows if row.get("opened", True) is is_opened]
        branches = "|".join(f"(?:{row['pattern']})(?P<{row['id']}>)" for row in group)
        if branches:
            joined.append(re.compile(f"{prefix}(?:{branches})", re.VERBOSE))
    return tuple(joined)


RULES = read_rules()
