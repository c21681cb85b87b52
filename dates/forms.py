"""How dates are written: one named pattern a form, with the parts it states."""

from __future__ import annotations

import re

NAMED_ZONES = {
    # On a Chinese site CST is China's standard time, never that of Chicago.
    "CST": 480, "BJT": 480, "HKT": 480, "北京时间": 480, "JST": 540, "UTC": 0, "GMT": 0, "UT": 0,
    "Z": 0, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480,
    "PDT": -420,
}  # fmt: skip
"""Minutes east of Greenwich."""
OFFSET = r"[+-]\s*\d\d?(?::?\d\d)?"
ZONE = (
    rf"(?:[（(]?(?:(?:GMT|UTC)(?:\s*{OFFSET})?(?![\w:])|北京时间|(?:{'|'.join(NAMED_ZONES)})\b)[）)]?"
    r"|[+-]\d\d?:?\d\d\b|[+-]\d\d(?![\w:：./-]))"
)
HALF = (
    r"上午|午前|下午|午后|傍晚|清晨|早晨|早上|凌晨|淩晨|中午|午间|晚上|晚间|夜间|夜里|深夜|半夜|午夜|晚|夜|早|晨"
    r"|[AaPp]\.?[Mm]\b\.?"
)
CLOCK = (
    rf"(?P<half>{HALF})?\s*(?P<h>[01]?\d|2[0-4])\s*"
    r"(?:[:：]\s*(?P<mi>[0-5]?\d)(?!\d)(?:\s*[:：]\s*(?P<s>[0-5]?\d)(?:[.,]\d{1,9})?)?"
    r"|[时点時]\s*(?:(?P<mi2>[0-5]?\d)\s*分?(?:\s*(?P<s2>[0-5]?\d)\s*秒)?|(?P<half_hour>半))?)"
    rf"\s*(?P<half2>[AaPp]\.?[Mm]\b|上午|下午)?\s*(?P<zone>{ZONE})?"
)
PACKED_CLOCK = (
    r"(?P<h3>[01]\d|2[0-3]):?(?P<mi3>[0-5]\d)(?::?(?P<s3>[0-5]\d)(?:[.,]\d{1,9})?)?"
    rf"(?:\s*(?P<zone3>{ZONE}))?"
)
GAP = (
    r"(?:\s*(?:[-—T\u3000,，]|at\b)?\s*(?:[（(]?(?:星期|周|週|礼拜)[一二三四五六日天][）)]?)?"
    r"\s*[-—|/·（(]?\s*)"
)
Y, M, D = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
YEAR_DAY = rf"(?<!\d){Y}\s*(?:{{sep}})\s*-?\s*{M}\s*(?:{{sep2}})\s*-?\s*{D}(?!\d)\s*{{end}}"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NUMERALS = "一二三四五六七八九"
ZEROS = "〇零○◯ＯOoОоΟο０0"
DIGITS = str.maketrans(f"{NUMERALS}{ZEROS}", "123456789" + "0" * len(ZEROS))
HANZI_MONTH = rf"十[一二]?|[{NUMERALS}]|1[0-2]|0?[1-9]"
HANZI_DAY = rf"[三卅]十?一|三十|卅|(?:二?十|廿)[{NUMERALS}]?|[{NUMERALS}]|3[01]|[12]\d|0?[1-9]"
MONTH_NAME = (
    rf"(?:\b(?P<mon>[A-Za-z]{{3}})[a-z]{{0,6}}\.?|(?<![\d{NUMERALS}十])(?P<cm>{HANZI_MONTH})月)"
)
"""In English, or as Java and WordPress write it in Chinese: 十一月 22, 2026."""

AMOUNT = rf"(?:\d{{1,3}}(?:\.\d)?|半|几|[{NUMERALS}两十]{{1,3}})"
SPAN = (
    rf"(?P<count>{AMOUNT})\s*(?P<and_half>个半)?个?\s*(?P<unit>秒|分|小时|钟头|天|周|星期)钟?"
    r"(?P<half>半)?"
)
UNNAMED_SPAN = re.sub(r"\?P<\w+>", "?:", SPAN)
AGO = rf"(?P<ago>{UNNAMED_SPAN}(?:\s*[零又]?\s*{UNNAMED_SPAN})*)\s*[之以]?前"
"""1小时10分钟前 is one statement of two parts. Not 22日前, which is before the 22nd."""
SPANS = re.compile(SPAN)
SECONDS = {
    "秒": 1, "分": 60, "小时": 3600, "钟头": 3600, "天": 86400, "周": 604800,
    "星期": 604800,
}  # fmt: skip
DAY_WORD = r"(?P<word>大前[天日晚]|前[天日晚]|昨[天日晚夜晨]|今[天日晚夜晨早])"


def _rule(day: str, *, joined: str = GAP) -> re.Pattern[str]:
    return re.compile(f"{day}(?:{joined}{CLOCK})?")


def _iso_rule(day: str) -> re.Pattern[str]:
    return re.compile(f"{day}(?:{GAP}{CLOCK}|T{PACKED_CLOCK})?")


RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hanzi", _rule(YEAR_DAY.format(sep="年", sep2="月", end="[日号號]?"))),
    ("hyphen", _iso_rule(YEAR_DAY.format(sep="[-–—]", sep2="[-–—]", end=""))),
    ("slash", _rule(YEAR_DAY.format(sep="/", sep2="/", end=""))),
    ("dot", _rule(YEAR_DAY.format(sep=r"\.", sep2=r"\.", end=""))),
    (
        "compact",
        re.compile(
            r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
            rf"(?:[T ]?{PACKED_CLOCK})?(?!\d)"
        ),
    ),
    (
        "day_first",
        re.compile(
            rf"(?<![\d:])(?P<d>3[01]|[12]\d|0?[1-9])[ -]\s*{MONTH_NAME},?[ -]\s*"
            rf"(?:{Y}|(?P<yy>\d\d)(?=\s|$))(?:\s*,?\s*(?:at\s+)?{CLOCK})?"
        ),
    ),
    (
        "month_first",
        re.compile(
            rf"{MONTH_NAME}\s+(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s+{Y}(?!\d)"
            rf"(?:\s*,?\s*(?:at\s+)?{CLOCK})?"
        ),
    ),
    (
        "hanzi_digits",
        re.compile(
            rf"(?P<cy>[一二][{ZEROS}九][{ZEROS}{NUMERALS}]{{2}})\s*年\s*(?P<cm>{HANZI_MONTH})\s*月\s*"
            rf"(?P<cd>{HANZI_DAY})\s*[日号](?:{GAP}{CLOCK})?"
        ),
    ),
    (
        "minguo",
        re.compile(rf"民[国國]\s*(?P<roc>\d{{2,3}})\s*年\s*{M}\s*月\s*{D}\s*日(?:{GAP}{CLOCK})?"),
    ),
    (
        "java",
        re.compile(
            rf"{MONTH_NAME}\s+{D}\s+(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?\s+"
            rf"(?:(?P<zone>{ZONE})\s+)?{Y}\b"
        ),
    ),
    (
        "short_year",
        re.compile(
            r"(?<![\w./-])(?P<yy>[0-39]\d)(?P<by>[-/.])(?P<m>1[0-2]|0[1-9])(?P=by)"
            rf"(?P<d>3[01]|[12]\d|0[1-9])(?![\d./-])(?:{GAP}{CLOCK})?"
        ),
    ),
    ("epoch", re.compile(r"(?<!\d)(?P<epoch>1\d{9})(?P<ms>\d{3})?(?!\d)")),
    (
        "no_year",
        re.compile(
            rf"(?<![\d年])(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号](?:{GAP}{CLOCK})?"
        ),
    ),
    (
        "no_year_hyphen",
        re.compile(
            rf"(?<![\d-])(?P<m>1[0-2]|0[1-9])[-/](?P<d>3[01]|[12]\d|0[1-9])(?![\d-])?\s*{CLOCK}"
        ),
    ),
    ("day_word", re.compile(rf"{DAY_WORD}(?:\s*{CLOCK})?")),
    ("ago", re.compile(AGO)),
    ("just_now", re.compile(r"刚刚|刚才")),
)
CLOCK_FIRST = re.compile(
    r"(?<![\d:])(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?\s*[|·,，]?\s*$"
)
NOT_A_DATE = re.compile(
    r"copyright|©|版权所有|\b(?:19|20)\d\d\s*[-–—~至]\s*(?:19|20)\d\d\b", re.IGNORECASE
)
WIDE = str.maketrans("０１２３４５６７８９－／．＋−", "0123456789-/.+-")
