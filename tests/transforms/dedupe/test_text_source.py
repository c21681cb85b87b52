"""The light clean cuts edges only: datelines, credits, closing formulas."""

from __future__ import annotations

import pyarrow as pa
import pytest

from transforms.dedupe.text_source import light_clean, with_match_text

BODY = "全县农田水利冬修全面铺开，干部群众一起上渠。\n记者从现场获悉，主渠已清淤八成。"


@pytest.mark.parametrize(
    "text",
    [
        f"本报讯（记者 甲乙）{BODY}",
        f"新华社南昌2月23日电（记者 甲、乙）{BODY}",
        f"中新网赣州2月23日电 (记者 甲) {BODY}",
        f"章贡日报讯 {BODY}",
        f"（抗旱在行动）{BODY}",
        f"来源：章贡日报\n{BODY}",
        f"{BODY}（完）",
        f"{BODY}（记者 甲 通讯员 乙）",
        f"{BODY}\n[责任编辑：甲乙]",
        f"{BODY}\n来源：章贡日报",
    ],
)
def test_edges_are_cut(text: str) -> None:
    assert light_clean(pa.array([text])).to_pylist()[0].strip() == BODY


def test_the_text_itself_stays_and_null_stays_null() -> None:
    assert light_clean(pa.array([BODY, None, ""])).to_pylist() == [BODY, None, ""]


def test_a_given_match_text_is_kept() -> None:
    table = pa.table({"body": [f"本报讯 {BODY}", f"本报讯 {BODY}"], "match_text": ["给定", None]})

    assert with_match_text(table)["match_text"].to_pylist() == ["给定", BODY]
