"""How dates are written: one named pattern a form, with the parts it states."""

from __future__ import annotations

import re

NAMED_ZONES = {
    # On a Chinese site CST is China's standard time, never that of Chicago.
    "CST": 480, "BJT": 480, "HKT": 480, "北京时间": 480, "JST": 540, "UTC": 0, "GMT": 0, "UT": 0,
    "Z": 0, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480,
    "PDT": -420, "SGT": 480, "KST": 540, "CET": 60, "CEST": 120, "AEST": 600,
}  # fmt: skip
"""Minutes east of Greenwich."""
OFFSET = r"[+-]\s*\d\d?(?::?\d\d)?"
ZONE = (
    rf"(?:[（(]?(?:(?:GMT|UTC)(?:\s*{OFFSET})?(?![\w:])|北京时间|(?:{'|'.join(NAMED_ZONES)})\b)[）)]?"
    r"|[+-]\d\d?:?\d\d\b|[+-]\d\d(?![\w:：./-]))"
)
LATER_HALF = (
    "上午|午前|下午|午[后後]|傍晚|清晨|早晨|早上|[凌淩]晨|中午|午[间間]"
    "|晚上|[晚夜][间間]|夜[里裡]|深夜|半夜|午夜"
)
HALF = rf"{LATER_HALF}|晚|夜|早|晨|[AaPp]\.?[Mm]\b\.?"
HANZI_CLOCK = r"[零〇一二两三四五六七八九十]{1,3}"
CLOCK = (
    rf"(?P<half>{HALF})?\s*(?P<h>[01]?\d|2[0-4]|{HANZI_CLOCK}(?=[时点時點]))\s*"
    r"(?:[:：]\s*(?P<mi>[0-5]?\d)(?!\d)(?:\s*[:：]\s*(?P<s>[0-5]?\d)(?:[.,]\d{1,9})?)?"
    rf"|[时点時點]\s*(?:(?P<mi2>[0-5]?\d|{HANZI_CLOCK}(?=分|\W|$))\s*分?(?:\s*(?P<s2>[0-5]?\d)\s*秒)?"
    r"|(?P<quarter>[半一三])(?:(?<=半)|刻))?)"
    rf"\s*(?P<half2>[AaPp]\.?[Mm]\b|(?:{LATER_HALF})(?![\u4e00-\u9fff]))?\s*(?P<zone>{ZONE})?"
)
PACKED_CLOCK = (
    r"(?P<h3>[01]\d|2[0-3]):?(?P<mi3>[0-5]\d)(?::?(?P<s3>[0-5]\d)(?:[.,]\d{1,9})?)?"
    rf"(?:\s*(?P<zone3>{ZONE}))?"
)
WEEKDAY = (
    r"(?:[（(\[【]?(?:(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?)[）)\]】]?)"
)
GAP = rf"(?:\s*(?:[-—T\u3000,，،]|at\b)?\s*{WEEKDAY}?\s*(?:[-—|/·（(]|北京时间)?\s*)"
Y, M, D = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
NOT_LUNAR = r"(?<![农農阴陰夏旧舊][历曆])"
"""農曆1月5日 is no day of this calendar."""
OWN_DAY = r"(?:(?<!\d日)(?<!\d日 )|(?=[\d年月\s]{6,14}[日号號]))"
"""5日 2024年1月 09 has its day before it."""
YEAR_DAY = rf"(?<!\d){Y}\s*(?:{{sep}})\s*-?\s*{M}\s*(?:{{sep2}})\s*-?\s*{D}(?!\d)\s*{{end}}"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NUMERALS = "一二三四五六七八九"
ZEROS = "〇零○◯ＯOoОоΟο０0"
DIGITS = str.maketrans(f"{NUMERALS}{ZEROS}元两兩", "123456789" + "0" * len(ZEROS) + "122")
"""元月 is January."""
HANZI_MONTH = rf"十[一二]?|[{NUMERALS}元]|1[0-2]|0?[1-9]"
HANZI_DAY = rf"[三卅]十?一|三十|卅|(?:二?十|廿)[{NUMERALS}]?|[{NUMERALS}]|3[01]|[12]\d|0?[1-9]"
MONTH_NAME = (
    rf"(?:\b(?P<mon>[A-Za-z]{{3}})[a-z]{{0,6}}\.?|(?<![\d{NUMERALS}十])(?P<cm>{HANZI_MONTH})月)"
)
"""In English, or as Java and WordPress write it in Chinese: 十一月 22, 2026."""
Y2, M2, D2, Y3, M3, D3 = (
    re.sub(r"<(\w)>", rf"<\g<1>{n}>", part) for n in "23" for part in (Y, M, D)
)
ORDINAL = "(?:st|nd|rd|th)?"
UYGHUR_MONTHS = (
    "يانۋار", "فېۋرال", "مارت", "ئاپرېل", "ماي", "ئىيۇن", "ئىيۇل",
    "ئاۋغۇست", "سېنتەبىر", "ئۆكتەبىر", "نويابىر", "دېكابىر",
)  # fmt: skip
TSHEG = r"[\u0f0b\u0f0c\s]*"
"""Between two syllables of Tibetan."""

AMOUNT = rf"(?:\d{{1,3}}(?:\.\d)?|半|几|[{NUMERALS}两兩十]{{1,3}})"
SPAN = (
    rf"(?P<count>{AMOUNT})\s*(?P<and_half>[个個]半)?[个個]?\s*"
    r"(?P<unit>秒|分|小时|小時|钟头|鐘頭|天|周|週|星期)[钟鐘]?"
    r"(?P<half>半)?"
)
UNNAMED_SPAN = re.sub(r"\?P<\w+>", "?:", SPAN)
AGO = (
    rf"(?<![\d{NUMERALS}两兩十百千万个個.])(?P<ago>{UNNAMED_SPAN}(?:\s*[零又]?\s*{UNNAMED_SPAN})*)"
    r"\s*[之以]?前"
)
"""1小时10分钟前 is one statement of two parts. Not 22日前, which is before the 22nd."""
SPANS = re.compile(SPAN)
SECONDS = {
    "秒": 1, "分": 60, "小时": 3600, "小時": 3600, "钟头": 3600, "鐘頭": 3600, "天": 86400,
    "周": 604800, "週": 604800, "星期": 604800,
    "sec": 1, "min": 60, "hour": 3600, "hr": 3600, "day": 86400, "week": 604800,
}  # fmt: skip
DAY_WORD = r"(?P<word>大前[天日晚]|前[天日晚]|昨[天日晚夜晨]|今[天日晚夜晨早])"


def _rule(day: str, *, joined: str = GAP) -> re.Pattern[str]:
    return re.compile(f"{day}(?:{joined}{CLOCK})?")


def _iso_rule(day: str) -> re.Pattern[str]:
    return re.compile(f"{day}(?:{GAP}{CLOCK}|T{PACKED_CLOCK})?")


RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "hanzi",
        _rule(
            NOT_LUNAR
            + OWN_DAY
            + YEAR_DAY.format(sep="年", sep2="月", end=r"(?!\s*[:：]\s*\d)[日号號]?")
        ),
    ),
    ("hyphen", _iso_rule(YEAR_DAY.format(sep="[-–—]", sep2="[-–—]", end="日?"))),
    ("slash", _rule(YEAR_DAY.format(sep="/", sep2="/", end="日?"))),
    ("dot", _rule(YEAR_DAY.format(sep=r"\.", sep2=r"\.", end=r"[.日]?"))),
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
            rf"(?<![\d:])(?P<d>3[01]|[12]\d|0?[1-9]){ORDINAL}[ -]\s*{MONTH_NAME},?[ -]\s*"
            rf"(?:{Y}|(?P<yy>\d\d)(?=\s|$))(?:\s*,?\s*(?:at\s+)?{CLOCK})?"
        ),
    ),
    (
        "month_first",
        re.compile(
            rf"{MONTH_NAME}\s+(?P<d>3[01]|[12]\d|0?[1-9]){ORDINAL},?\s+{Y}(?!\d)"
            rf"(?:\s*,?\s*(?:at\s+)?{CLOCK})?"
        ),
    ),
    (
        "hanzi_digits",
        re.compile(
            rf"{NOT_LUNAR}(?P<cy>[一二][{ZEROS}九][{ZEROS}{NUMERALS}]{{2}}|(?<!\d)(?:19|20)\d\d)\s*年\s*"
            rf"(?P<cm>{HANZI_MONTH})\s*月\s*(?P<cd>{HANZI_DAY})\s*[日号號](?:{GAP}{CLOCK})?"
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
    (
        "short_year",
        re.compile(
            r"(?<![^\s:：|【\[（(>—·'’于期间間-])(?P<yy>[0-39]\d)\s*年\s*"
            rf"{M}\s*月\s*{D}\s*[日号號](?:{GAP}{CLOCK})?"
        ),
    ),
    (
        # A date in two boxes, as 2024 | 01/05 | 09:30:15 in the head of wire copy.
        "year_apart",
        re.compile(
            rf"(?<!\d){Y}\s*年?\s+(?P<m>1[0-2]|0[1-9])\s*[-/.]\s*(?P<d>3[01]|[12]\d|0[1-9])(?![\d./-])"
            rf"(?:{GAP}{CLOCK})?"
        ),
    ),
    (
        "year_apart",
        re.compile(
            rf"^(?:{D}\s*[日号號]?\s+{Y}\s*[-/.年]\s*{M}\s*月?|{Y2}\s*[-/.年]\s*{M2}\s*月?\s+{D2}\s*[日号號]?"
            rf"|{M3}\s*[-/.月]\s*{D3}\s*日?[\s,，]+{Y3}\s*年?)(?:\s+{CLOCK})?$"
        ),
    ),
    (
        "year_last",
        re.compile(
            r"(?<![\w./-])(?P<one>\d\d?)(?P<by>[-/.])(?P<two>\d\d?)(?P=by)"
            rf"{Y}(?![\d./-])(?:{GAP}{CLOCK})?"
        ),
    ),
    (
        "uyghur",
        re.compile(
            rf"(?<!\d){Y}\s*-?\s*ي[ىي]ل[ىي]?\s*(?:{M}\s*-?\s*ئاي(?:نىڭ)?\s*{D}|{D2}\s*-?\s*(?P<um>{'|'.join(UYGHUR_MONTHS)}))"
            rf"(?!\d)\s*-?\s*(?:كۈن[ىي]?)?(?:{GAP}{CLOCK})?"
        ),
    ),
    (
        "tibetan",
        re.compile(
            rf"(?<!\d){Y}{TSHEG}(?:ལོ(?:འི)?)?{TSHEG}(?:སྤྱི{TSHEG})?ཟླ{TSHEG}(?:བ{TSHEG})?{M}{TSHEG}(?:[པབ](?:འི)?)?{TSHEG}"
            rf"(?:ཚེས|ཉིན){TSHEG}(?:གྲངས{TSHEG})?{D}(?!\d){TSHEG}(?:ཉིན)?[\u0f0b-\u0f0e\s]*(?:{CLOCK})?"
        ),
    ),
    ("epoch", re.compile(r"(?:^|[:：=])\s*(?P<epoch>1\d{9})(?P<ms>\d{3})?(?:\.[\d.]+)?\s*$")),
    (
        "no_year",
        re.compile(
            rf"(?<![\d年度]){NOT_LUNAR}(?P<m>1[0-2]|0?[1-9])\s*月\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号號](?:{GAP}{CLOCK})?"
            r"(?![,，\s]*(?:19|20)\d\d(?![\d:：]))"  # its year stands behind: 3月12日 2024
        ),
    ),
    (
        "no_year_hyphen",
        re.compile(rf"(?<![\d年./-])(?P<m>1[0-2]|0[1-9])[-/](?P<d>3[01]|[12]\d|0[1-9])\s*{CLOCK}"),
    ),
    ("day_word", re.compile(rf"{DAY_WORD}(?:\s*{CLOCK})?")),
    ("ago", re.compile(rf"{AGO}(?:\s*{CLOCK})?")),
    (
        "ago",
        re.compile(
            r"\b(?P<ago>(?P<count>an?|\d{1,3})\s+(?P<unit>sec|min|hour|hr|day|week)[a-z]{0,4})\s+ago\b"
        ),
    ),
    ("just_now", re.compile(r"刚刚|刚才")),
)
BROKEN_CLOCK = re.compile(rf"\s*(?:{HALF})?\s*\d{{1,2}}\s*(?:[:：]\s*\d|[时点時點])")
CLOCK_FIRST = re.compile(
    r"(?<![\d:])(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d))?\s*[|·,，]?\s*$"
)
NOT_A_DATE = re.compile(
    r"copyright|©|版权所有|(?:当地|當地|美[东東西]|纽约|紐約|伦敦|倫敦|东京|東京)[时時][间間]\s*[:：]?\s*\d|\b(?:19|20)\d\d\s*[-–—~至]\s*(?:19|20)\d\d\b",
    re.IGNORECASE,
)
MAY_BE_NO_DATE = re.compile(r"[cC©版间間–—~至-](?:(?<=[cC©版间間])|\s*(?:19|20)\d)")
"""What all of these hold: looked for first."""
DIGIT_ROWS = "０٠۰༠"
"""The zeros of full-width, Arabic-Indic, Persian and Tibetan digits: the others follow each."""
PLAIN = {
    **{ord(zero) + n: str(n) for zero in DIGIT_ROWS for n in range(10)},
    **str.maketrans("－／．＋−", "-/.+-"),
    **dict.fromkeys(
        map(
            ord,
            "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
            "\u2060\u2066\u2067\u2068\u2069\ufeff",
        )
    ),
}
"""What stands for a plain digit or mark, and what stands unseen between two."""
NOT_PLAIN = re.compile(f"[{''.join(map(chr, PLAIN))}]")
