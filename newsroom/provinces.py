"""Where the newsroom stands: its province, city, counties, outlets, and what only looks like them.

The grammar, its sentences and the channels' sites are the same everywhere; every word that belongs
to one province stands in a ``Province``, and a test tells the newsroom of two of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from newsroom import places, vocabulary, zhejiang
from newsroom.channels import CHANNELS

if TYPE_CHECKING:
    from newsroom.channels import Channel
    from newsroom.places import County


@dataclass(frozen=True, kw_only=True, eq=False)
class Province:
    """One province with the city whose outlets the newsroom plays.

    ``short`` and ``city_short`` are names without their kind (江西, 赣州), ``capital`` where
    national agencies date their reports. ``outlets`` names the channels, and ``unsigned`` are those
    of them whose name makes no dateline (赣鄱快讯讯). ``named_by_traps`` has, by words of a homonym
    trap, the county that it really means. ``city_traditional`` is the city as lists misprint it.
    """

    code: str
    short: str
    capital: str
    city: str
    city_short: str
    city_traditional: str
    city_code: str
    city_counties: tuple[County, ...]
    elsewhere: tuple[County, ...]
    homonyms: tuple[tuple[str, str], ...]
    named_by_traps: dict[str, str]
    old_names: tuple[tuple[str, str], ...]
    outlets: dict[str, str]
    unsigned: frozenset[str]
    papers: tuple[str, str]
    """Its own daily and the city's: credited, and not crawled."""
    company_cores: tuple[str, ...] = vocabulary.COMPANY_CORES
    has_seed_page: bool = False
    """Whether the page that started the project is part of the stock: it tells of Ganzhou."""

    @cached_property
    def counties(self) -> tuple[County, ...]:
        return self.city_counties + self.elsewhere

    @cached_property
    def channels(self) -> tuple[Channel, ...]:
        return tuple(
            replace(
                one,
                title=f"{self.outlets[one.name].removesuffix('频道')}（示例）",
                outlet=self.outlets[one.name],
                region_code=self.code if one.region_code.endswith("0000") else self.city_code,
            )
            for one in CHANNELS
        )

    @cached_property
    def by_name(self) -> dict[str, Channel]:
        return {channel.name: channel for channel in self.channels}

    @cached_property
    def external_outlets(self) -> tuple[str, ...]:
        """Outlets that are credited but not crawled: a reprint of theirs has no parent article."""
        return ("新华社", *self.papers, "中新社", "人民日报")


JIANGXI = Province(
    code="360000",
    short="江西",
    capital="南昌",
    city="赣州市",
    city_short="赣州",
    city_traditional="贛州",
    city_code="360700",
    city_counties=places.GANZHOU,
    elsewhere=places.ELSEWHERE,
    homonyms=places.HOMONYMS,
    named_by_traps={"和平县": "441624"},
    old_names=places.OLD_NAMES,
    outlets={channel.name: channel.outlet for channel in CHANNELS},
    unsigned=frozenset({"赣鄱快讯"}),
    papers=("江西日报", "赣南日报"),
    has_seed_page=True,
)

ZHEJIANG = Province(
    code="330000",
    short="浙江",
    capital="杭州",
    city="宁波市",
    city_short="宁波",
    city_traditional="寧波",
    city_code="330200",
    city_counties=zhejiang.NINGBO,
    elsewhere=zhejiang.ELSEWHERE,
    homonyms=zhejiang.HOMONYMS,
    named_by_traps={},
    old_names=zhejiang.OLD_NAMES,
    outlets=zhejiang.OUTLETS,
    unsigned=frozenset({"钱塘快讯"}),
    papers=("浙江日报", "宁波日报"),
    company_cores=tuple(core for core in vocabulary.COMPANY_CORES if core != "泰顺"),  # a county
)

BY_CODE = {province.code: province for province in (JIANGXI, ZHEJIANG)}
