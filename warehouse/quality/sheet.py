"""The coder's sheet: CSV that a spreadsheet opens harmlessly, and that is read back strictly."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from storage.files import write_whole
from warehouse.errors import ArgumentError, one_line
from warehouse.export import harmless
from warehouse.quality.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from warehouse.quality.sampling import Sample

COLUMNS = {
    "unit": "编号",
    "answer": "判断",
    "mention": "提及",
    "quote": "原句",
    "headline": "标题",
    "text": "正文",
    "channel": "频道",
    "date": "日期",
    "note": "备注",
    "sample": "样本",
}
TEXT_LIMIT = 30_000
"""A cell of a spreadsheet holds 32,767 characters."""
FILE_LIMIT = 100_000_000
ANSWERS = {
    1: ("1", "1.0", "y", "yes", "true", "是", "对", "有"),
    0: ("0", "0.0", "n", "no", "false", "否", "错", "不是", "没有", "无"),
    None: ("?", "??", "不确定", "不能定"),
}
MEANINGS = {word: value for value, words in ANSWERS.items() for word in words}
QUESTIONS = {
    Kind.place: (
        "提及所指的是否就是箭头后的地方",
        "does the mention mean the place behind the arrow",
        "正文是否提到任何县级以上地方",
        "does the text name any place, county or above",
    ),
    Kind.person: (
        "提及是否为该处人物的完整姓名（及职务）",
        "is the mention the whole name (and post) of a person there",
        "正文是否提到任何人物（记者、编辑署名不算）",
        "does the text name any person (bylines do not count)",
    ),
    Kind.organisation: (
        "提及是否为该处机构的名称",
        "is the mention the name of an organisation there",
        "正文是否提到任何机构",
        "does the text name any organisation",
    ),
    Kind.target: (
        "提及是否为该处提出的目标，数值、对象、期限均无误",
        "is the mention an aim stated there, with its value, subject and deadline right",
        "正文是否提出任何数字目标",
        "does the text state any aim in numbers",
    ),
}


class CodedSheet(NamedTuple):
    """``answers`` by unit: 1, 0, or None where the coder cannot tell."""

    coder: str
    sample: str
    answers: dict[str, int | None]
    notes: dict[str, str]


def keep_sheet(sample: Sample, path: Path) -> None:
    """Write the sheet; one that is there already may hold answers and is never written over.

    Raises ArgumentError if another file stands there.
    """
    text = sheet_text(sample)
    if path.exists():
        if path.is_file() and path.read_bytes() == text.encode():
            return
        raise ArgumentError(
            f"{path} is there already and may hold answers 文件已存在: choose another --out"
        )
    path.parent.mkdir(parents=True, exist_ok=True)  # by the umask: sheets are given to others
    write_whole(path, text)


def sheet_text(sample: Sample) -> str:
    """The sheet of a sample: instruction, headings, one row a unit; the answers are empty."""
    out = io.StringIO()
    # Excel on Windows wants \r\n between rows; the byte order mark tells it that this is UTF-8.
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([instruction(sample)])
    writer.writerow([f"{chinese} {english}" for english, chinese in COLUMNS.items()])
    for unit in sample.units:
        cells = {
            "unit": unit.unit,
            "mention": unit.mention,
            "quote": unit.quote,
            "headline": unit.headline,
            "text": unit.body,
            "channel": unit.channel,
            "date": unit.published_date,
            "sample": sample.sample,
        }
        writer.writerow([safe_cell(cells.get(name) or "") for name in COLUMNS])
    return out.getvalue()


def safe_cell(text: str) -> str:
    """Text that no spreadsheet executes, cuts or loses: controls become spaces."""
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    safe: str = harmless(text)
    return safe if len(safe) <= TEXT_LIMIT else safe[: TEXT_LIMIT - 1] + "…"


def instruction(sample: Sample) -> str:
    """What the coder is asked: one cell, Chinese and English."""
    if sample.kind is Kind.theme:
        theme = sample.theme or ""
        asked = f"该文是否以“{theme}”（或其下级主题）为主题"
        meant = f"is the article about “{theme}” (or a theme below it)"
    else:
        of_mention, mention_en, of_text, text_en = QUESTIONS[sample.kind]
        asked = f"“提及”有内容：{of_mention}；为空：{of_text}"
        meant = f"if there is a mention: {mention_en}; if that cell is empty: {text_en}"
    return safe_cell(
        f"请逐行独立判断，在“判断”栏填 1（是）、0（否）或 ?（不能定），勿与他人商量，"
        f"另存为 CSV：{asked}？"
        f" Judge each row alone, write 1 (yes), 0 (no) or ? (cannot tell) under answer,"
        f" do not consult the other coder, save as CSV: {meant}?"
    )


def read_sheet(path: Path) -> CodedSheet:
    """What a coder wrote. Raises ArgumentError: one line that names file, rows and remedy."""
    rows = list(cells_of(path))
    head = next((i for i, row in enumerate(rows) if {"unit", "answer"} <= set(names(row))), None)
    if head is None:
        raise ArgumentError(
            f"{path}: no row has the headings unit and answer 缺少标题行: save the sheet that"
            " python -m warehouse sample wrote, headings and all, as CSV"
        )
    columns = names(rows[head])
    units = {
        number: dict.fromkeys(COLUMNS, "") | dict(zip(columns, map(str.strip, row), strict=False))
        for number, row in enumerate(rows[head + 1 :], head + 2)
        if any(cell.strip() for cell in row)
    }
    refuse_bad_cells(path, units)
    samples = {row["sample"] for row in units.values()}
    if len(samples) != 1:
        raise ArgumentError(
            f"{path}: {len(samples)} samples in one sheet 样本不唯一: one file a sample, with the"
            " column sample as it was"
        )
    answers = {row["unit"]: MEANINGS[folded(row["answer"])] for row in units.values()}
    notes = {row["unit"]: row["note"] for row in units.values() if row["note"]}
    return CodedSheet(path.stem, samples.pop(), answers, notes)


def refuse_bad_cells(path: Path, units: dict[int, dict[str, str]]) -> None:
    """``units`` are cells by row of the spreadsheet. All that is wrong is told in one line."""
    bad: list[str] = []
    seen: set[str] = set()
    for number, row in units.items():
        unit, said = row["unit"], folded(row["answer"])
        if unit in seen:
            bad.append(f"row {number}: unit {one_line(unit, 20)} stands twice 重复")
        elif not said:
            bad.append(f"row {number}: no answer 未填")
        elif said not in MEANINGS:
            bad.append(f"row {number}: answer {one_line(said, 20)!r} 无效")
        seen.add(unit)
    if bad:
        more = f" and {len(bad) - 3} more 另有" if len(bad) > 3 else ""
        raise ArgumentError(
            f"{path}: {'; '.join(bad[:3])}{more}: write 1, 0 or ? once for each unit"
            " 请改为 1、0 或 ?"
        )


def names(row: list[str]) -> list[str]:
    """The English names of headings: each ends with it."""
    return [(cell.split() or [""])[-1].lower() for cell in row]


def folded(cell: str) -> str:
    """An answer without what keyboards and spreadsheets add: width, case, spaces, apostrophe."""
    return unicodedata.normalize("NFKC", cell).strip().lstrip("'").strip().lower()


def cells_of(path: Path) -> Iterator[list[str]]:
    """Rows of a CSV as spreadsheets save it: UTF-8, UTF-16 or GB18030; comma, semicolon or tab."""
    if path.stat().st_size > FILE_LIMIT:
        raise ArgumentError(f"{path} is larger than any sheet 文件过大: name the coder's CSV")
    data = path.read_bytes()
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ArgumentError(f"{path} is a workbook, no CSV 请另存为 CSV: save it as CSV UTF-8")
    text = decoded(data)
    if text is None:
        raise ArgumentError(f"{path}: its charset is unknown 编码无法识别: save it as CSV UTF-8")
    try:
        first = re.search(r"[,;\t]", re.sub(r"(?s)^.*?unit", "", text, count=1))
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=first[0] if first else ",")
    except csv.Error as error:
        raise ArgumentError(
            f"{path} is no CSV ({one_line(error)}) 格式有误: save it as CSV UTF-8"
        ) from None


def decoded(data: bytes) -> str | None:
    charset = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for name in (charset, "gb18030"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return None
