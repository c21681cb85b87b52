"""The eleven channels of the sample newsroom: who they are, where they live, what they print.

As they stand in Jiangxi; ``provinces`` names them elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

HOST_SUFFIX = ".newsroom.test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One outlet of the newsroom.

    ``outlet`` is the name under which others credit it; ``precision`` the finest publication time
    its pages show; ``encoding`` the codec of its bytes; ``is_wire`` whether others reprint it.
    """

    name: str
    host: str
    title: str
    outlet: str
    region_code: str
    precision: str
    encoding: str = "utf-8"
    is_wire: bool = False
    weight: int = 10


CHANNELS: tuple[Channel, ...] = (
    Channel(
        name="sample_ifeng",
        host="jx.ifeng.newsroom.test",
        title="凤凰网江西（示例）",
        outlet="凤凰网江西",
        region_code="360000",
        precision="minute",
        weight=11,
    ),
    Channel(
        name="sample_enorth",
        host="gz.enorth.newsroom.test",
        title="虔州在线（示例）",
        outlet="虔州在线",
        region_code="360700",
        precision="minute",
        encoding="gb18030",
        is_wire=True,
        weight=12,
    ),
    Channel(
        name="sample_people",
        host="jx.people.newsroom.test",
        title="人民网江西（示例）",
        outlet="人民网江西频道",
        region_code="360000",
        precision="minute",
        encoding="gbk",
        weight=8,
    ),
    Channel(
        name="sample_trs",
        host="www.trs.newsroom.test",
        title="赣州政务公开网（示例）",
        outlet="赣州政务公开网",
        region_code="360700",
        precision="minute",
        is_wire=True,
        weight=9,
    ),
    Channel(
        name="sample_rss",
        host="rss.newsroom.test",
        title="客家新声网（示例）",
        outlet="客家新声网",
        region_code="360700",
        precision="second",
        is_wire=True,
        weight=10,
    ),
    Channel(
        name="sample_founder",
        host="epaper.newsroom.test",
        title="章江日报（示例）",
        outlet="章江日报",
        region_code="360700",
        precision="day",
        is_wire=True,
        weight=9,
    ),
    Channel(
        name="sample_xinhua",
        host="jx.xinhua.newsroom.test",
        title="新华网江西（示例）",
        outlet="新华网江西频道",
        region_code="360000",
        precision="second",
        weight=9,
    ),
    Channel(
        name="sample_chinanews",
        host="www.jx.chinanews.newsroom.test",
        title="中新网江西（示例）",
        outlet="中新网江西",
        region_code="360000",
        precision="minute",
        weight=9,
    ),
    Channel(
        name="sample_json",
        host="json.newsroom.test",
        title="赣鄱快讯（示例）",
        outlet="赣鄱快讯",
        region_code="360700",
        precision="second",
        is_wire=True,
        weight=9,
    ),
    Channel(
        name="sample_sitemap",
        host="map.newsroom.test",
        title="贡水新闻网（示例）",
        outlet="贡水新闻网",
        region_code="360700",
        precision="minute",
        is_wire=True,
        weight=9,
    ),
    Channel(
        name="sample_static",
        host="static.newsroom.test",
        title="梅关新闻网（示例）",
        outlet="梅关新闻网",
        region_code="360700",
        precision="day",
        is_wire=True,
        weight=15,
    ),
)

BY_NAME = {channel.name: channel for channel in CHANNELS}
BY_HOST = {channel.host: channel for channel in CHANNELS}
