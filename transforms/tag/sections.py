"""Which part of a report a sentence stands in: one that looks back on a year, or one that plans."""

from __future__ import annotations

import re

REVIEW = re.compile(
    r"(?:^|\n)[^\n。]{0,16}(?:工作回顾|回顾|工作总结|完成情况|主要成效|取得的?成绩|工作情况)[^\n。,]{0,6}(?:\n|$)"
    r"|(?:^|[\n。])(?:过去[一五三]年|过去的?20\d\d年|一年来|五年来)[,,]"
)
PLAN = re.compile(
    r"(?:^|\n)[^\n。]{0,24}(?:工作安排|总体要求|目标任务|主要目标|重点任务|重点工作|工作打算|工作部署|工作建议|工作思路|下一步|展望)[^\n。,]{0,10}(?:\n|$)"
    r"|(?:^|[\n。])(?:新的一年|今年是|下一步|今后[一五三]年|未来[一五三]年|今年,我们将)"
    r"|主要预期目标"
)


def is_review(text: str) -> bool:
    """Whether what follows ``text``, the article up to there, still belongs to a review."""
    starts = [match.start() for match in REVIEW.finditer(text)]
    return bool(starts) and PLAN.search(text, starts[-1] + 1) is None
