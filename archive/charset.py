"""Which charset the bytes of a Chinese page are really in, whatever header and meta say.

Order: byte-order mark, strict UTF-8, then GB18030 against Big5 by what the characters read as,
with header and meta as votes. gb2312 and gbk always mean GB18030: pages that declare them hold
characters (堉, 镕, 贛) that only the larger set has.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LABELS = {
    "gb2312": "gb18030",
    "gb_2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
DECLARATION = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,20})", re.IGNORECASE)
XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_-]{2,20})")
HEAD_BYTES = 4096
SAMPLE_BYTES = 8_000
SAMPLE_CHARACTERS = 800
WIDE = re.compile(rb"[\x80-\xff]")
UTF8_ERRORS_PER_CHARACTER = 0.02
FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件"
    "计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
    "完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运省县州江"
    "這個們來為國說時會對發後過種經麼學現當沒動還進樣開從實軍無與長機業將兩間問應戰頭體見產話門東聲論處"
    "義幾條氣題爾別變總電數報結務場計資許統區隊決書則聽達強難權設記師觀讓導運縣臺灣張該規萬傳確領認員給"
    "，。、：“”（）《》；！？\u3000·—"
)
COMMON = {
    # Level 1 of GB 2312 (3755 characters) and of Big5 (5401): the part in daily use.
    "gb18030": frozenset(
        bytes((lead, trail)).decode("gb18030")
        for lead in range(0xB0, 0xD8)
        for trail in range(0xA1, 0xFF)
    ),
    "big5hkscs": frozenset(
        bytes((lead, trail)).decode("big5hkscs", "ignore")
        for lead in range(0xA4, 0xC7)
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    ),
}


STANDARD = {
    # What Python's tables of 2000 put into the private use area, and browsers (GB 18030-2022) do
    # not: the wide space of old editors, signs of vertical text, hanzi that Unicode had not yet.
    0xE5E5: 0x3000,
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14,
    0xE792: 0xFE15, 0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19,
    0xE7C7: 0x1E3F, 0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4,
    0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8,
    0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
PRIVATE = re.compile("[\ue5e5\ue78d-\ue796\ue7c7\ue816-\ue864]")


AS_BROWSERS = "as_browsers"
"""Name of the error handler that reads a bare byte 80 as the euro sign of code page 936."""


def _as_browsers(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    is_euro = error.object[error.start] == 0x80 and error.encoding == "gb18030"
    return ("€", error.start + 1) if is_euro else ("\ufffd", error.end)


codecs.register_error(AS_BROWSERS, _as_browsers)


class Decoded(NamedTuple):
    """Text of a page, the encoding it was read with, and how many U+FFFD the reading put in."""

    text: str
    encoding: str
    replaced_count: int
    is_as_sent: bool = False
    """The bytes are this very text in UTF-8: a parser may have them instead."""


def decode(body: bytes, declared: str | None = None) -> Decoded:
    """Read ``body``; ``declared`` is the charset (or whole Content-Type) of the HTTP header."""
    for bom, encoding in BOMS:
        if body.startswith(bom):
            return _read(body[len(bom) :], encoding)
    try:
        return Decoded(body.decode("utf-8"), "utf-8", 0, is_as_sent=True)
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3 and error.reason == "unexpected end of data":
            return _read(body, "utf-8")
    votes = declarations(body, declared)
    return _read(body, _best(body, votes))


def declarations(body: bytes, declared: str | None = None) -> list[str]:
    """Charsets that header and page name, as Python codecs, header first; not unknown names."""
    named = []
    if declared:
        label = declared.rpartition("charset=")[2].strip(" \"';").lower()
        named.append(label)
    head = body[:HEAD_BYTES]
    found = [*XML_DECLARATION.findall(head), *DECLARATION.findall(head)]
    named += [label.decode("ascii").lower() for label in found]
    return [LABELS[label] for label in named if label in LABELS]


def _best(body: bytes, votes: list[str]) -> str:
    sample = _sample(body)
    best, best_score = "gb18030", float("-inf")
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        score = _plausibility(sample, encoding) + 0.06 * min(2, votes.count(encoding))
        if score > best_score:
            best, best_score = encoding, score
    return best


def _sample(body: bytes) -> bytes:
    """The start of the page's wide text, up to a line end: no character is cut in two."""
    found = WIDE.search(body)
    if found is None:
        return b""
    sample = body[found.start() : found.start() + SAMPLE_BYTES]
    end = max(sample.rfind(b"\n"), sample.rfind(b"<"))
    if len(sample) == SAMPLE_BYTES and end > SAMPLE_BYTES // 16:
        sample = sample[:end]
    return sample


def _plausibility(sample: bytes, encoding: str) -> float:
    """About 1 for Chinese read rightly, at most 0.5 for bytes read with the wrong charset."""
    text = sample.decode(encoding, "replace")
    if encoding == "gb18030":
        text = text.translate(STANDARD) if PRIVATE.search(text) else text
    wide = "".join(NOT_ASCII.findall(text))[:SAMPLE_CHARACTERS]
    if not wide:
        return 0.0
    total, counts = len(wide), Counter(wide)
    bad = sum(
        n for c, n in counts.items() if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < "\xa0"
    )
    hanzi = {c: n for c, n in counts.items() if "\u4e00" <= c <= "\u9fff"}
    if encoding == "utf-8":
        # One broken character in fifty is a damaged UTF-8 page; more is another charset.
        return 1.0 if hanzi and bad <= UTF8_ERRORS_PER_CHARACTER * total else -1.0
    level_1 = COMMON[encoding]
    common = sum(n for c, n in hanzi.items() if c in level_1)
    usual = sum(n for c, n in counts.items() if c in FREQUENT)
    return (0.5 * common + 0.1 * sum(hanzi.values()) + 0.5 * usual - 2.0 * bad) / total


def _read(body: bytes, encoding: str) -> Decoded:
    replaced_count = 0
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        own = body.count("\ufffd".encode()) if encoding == "utf-8" else 0
        text = body.decode(encoding, AS_BROWSERS)
        replaced_count = text.count("\ufffd") - own
    if encoding == "gb18030" and PRIVATE.search(text):
        text = text.translate(STANDARD)
    return Decoded(text, encoding, replaced_count)
