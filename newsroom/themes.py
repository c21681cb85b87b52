"""Slogans and policy themes with known truth, in each printed form."""

from __future__ import annotations

from typing import NamedTuple


class Theme(NamedTuple):
    label: str
    forms: tuple[str, ...]
    """Every form the newsroom prints, the label first; no form occurs unless it was placed."""
    family: str


THEMES = tuple(
    Theme(label, forms, family)
    for label, forms, family in (
        ("主攻工业", ("主攻工业",), "industry"),
        ("两城两谷一带", ("两城两谷一带",), "industry"),
        ("满园扩园", ("满园扩园",), "industry"),
        ("映山红行动", ("映山红行动", "“映山红”行动"), "industry"),
        ("首位产业", ("首位产业",), "industry"),
        ("三年再翻番", ("三年再翻番",), "industry"),
        ("优化发展环境50条", ("优化发展环境50条",), "industry"),
        ("强链补链", ("强链补链",), "industry"),
        ("降成本优环境", ("降成本优环境", "降成本、优环境"), "industry"),
        ("招商引资", ("招商引资",), "industry"),
        ("智能制造", ("智能制造",), "industry"),
        ("数字经济", ("数字经济",), "industry"),
        ("军民融合", ("军民融合",), "industry"),
        ("苏区振兴", ("苏区振兴",), "region"),
        ("脱贫攻坚", ("脱贫攻坚",), "rural"),
        ("乡村振兴", ("乡村振兴",), "rural"),
    )
)

BY_LABEL = {theme.label: theme for theme in THEMES}
INDUSTRY = tuple(theme for theme in THEMES if theme.family == "industry")
DRAWN = INDUSTRY + (THEMES[0],) * 6
"""INDUSTRY as drawn by the grammar: the main slogan is everywhere."""
RURAL = tuple(theme for theme in THEMES if theme.family != "industry")

NOT_A_THEME = "一名大学期间主攻工业设计的返乡青年，把竹编灯具卖到了海外"
"""主攻 + 工业设计: contains the slogan's characters, means a college major."""


def count_themes(text: str, labels: tuple[str, ...]) -> dict[str, int]:
    """Mentions of ``labels`` in ``text`` (headline, newline, body), without the known trap."""
    if not labels:
        return {}
    text = text.replace("主攻工业设计", "")
    counts = {label: sum(map(text.count, BY_LABEL[label].forms)) for label in labels}
    return {label: count for label, count in counts.items() if count}
