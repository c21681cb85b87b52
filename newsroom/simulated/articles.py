"""The articles of a simulated site: days, headlines and short texts from a seed, all made up."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from storage.clock import BEIJING

LAST_DAY = date(2026, 6, 20)
PLACES = "章水 贡川 梅岭 龙泉 石城 青原 鹅湖 白鹭 云峰 柘林 秋浦 金溪".split()
WHO = "市 县 镇 乡 工业园 高新区 街道 林场".split()
WHAT = (
    *("春耕生产", "项目建设", "防汛备汛", "教育工作", "脐橙种植", "家具产业", "乡村道路"),
    *("饮水工程", "招商引资", "森林防火", "文化旅游", "养老服务", "数字农业", "河道整治"),
)
HOW = (
    *("现场会召开", "取得新进展", "专题调研启动", "工作推进会举行", "培训班开班"),
    *("受到群众欢迎", "第二阶段开工", "经验交流会举办", "提前完成任务", "方案公布"),
)
TAILS = (
    *("与会人员实地察看了施工现场，并听取了负责人的情况介绍", "群众代表在座谈会上提出了意见和建议"),
    *("有关部门将倒排工期，确保各项任务按时完成", "下一步将继续加大投入，扩大受益范围"),
    *("这项工作自去年启动以来已覆盖全部村组", "技术人员进村入户，手把手指导农户操作"),
    *("负责人表示，将把质量和安全放在首位", "据介绍，同类项目还将在邻近乡镇推开"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedArticle:
    """One article: ``published`` is Beijing time, ``serial`` grows with it, ``url`` is whole."""

    serial: int
    published: datetime
    headline: str
    paragraphs: tuple[str, ...]
    url: str = ""

    @property
    def day(self) -> date:
        return self.published.date()

    @property
    def path(self) -> str:
        """Path and query of the address."""
        return "/" + self.url.split("/", 3)[3]


@lru_cache(maxsize=256)
def made_up(count: int, seed: int, last_day: date = LAST_DAY) -> tuple[SimulatedArticle, ...]:
    """``count`` articles, newest first, one to four a day, with a day off now and then."""
    rng = random.Random(f"{count} {seed}")
    moments: list[datetime] = []
    day = last_day
    while len(moments) < count:
        if not moments or rng.random() > 0.15:
            minutes = sorted(rng.sample(range(7 * 60, 22 * 60), rng.randint(1, 4)), reverse=True)
            moments += [
                datetime.combine(day, time(at // 60, at % 60), tzinfo=BEIJING) for at in minutes
            ]
        day -= timedelta(days=1)
    return tuple(
        _article(rng, serial, moment)
        for serial, moment in zip(range(count, 0, -1), moments[:count], strict=True)
    )


def _article(rng: random.Random, serial: int, moment: datetime) -> SimulatedArticle:
    place = rng.choice(PLACES) + rng.choice(WHO)
    what = rng.choice(WHAT)
    headline = f"{place}{what}{rng.choice(HOW)}（第{serial}号）"
    lead = (
        f"本报讯 {moment.month}月{moment.day}日，{place}{what}情况通报第{serial}期发布，"
        f"涉及{rng.randint(3, 40)}个村，惠及群众{rng.randint(200, 9000)}户"
    )
    rest = ["；".join(rng.sample(TAILS, 3)) for _ in range(2)]
    paragraphs = tuple(f"{text}。" for text in (lead, *rest))
    return SimulatedArticle(
        serial=serial, published=moment, headline=headline, paragraphs=paragraphs
    )
