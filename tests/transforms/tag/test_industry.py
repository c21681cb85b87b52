"""Headlines of our own: what policy calls industry, and what only sounds like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.transforms.tag.conftest import articles
from transforms.tag import tag

if TYPE_CHECKING:
    from transforms.tag.seeds import Seeds

INDUSTRY = """
甲县召开工业强县推进会 县领导领办重点企业
乙市实施工业倍增升级行动 力争三年上新台阶
丙区推行产业链链长制 链主企业带动上下游
丁县标准厂房建成即满园
开发区今年新增入园企业三十家
县委书记率队赴深圳招商
甲市举行云签约活动 二十个项目落户
乙县26个项目集中开工 总投资85亿元
丙市以标准地供应提速 拿地即开工成常态
规上企业用电量同比增长
专精特新企业再添十户
丁市推进智改数转 建成一批数字化车间
赣州制造亮相博览会
甲区产业强区战略见效
电子信息企业增资扩产 新产线下月试生产
有色金属冶炼厂技改完成
首台(套)装备通过认定
亩均论英雄改革促园区提质
亿元以上项目返岗率过九成
乙市战略性新兴产业占比提高
车企恢复满负荷生产
"""
OTHER = """
招商银行发布年报
招商局集团捐赠物资
某工业大学举行开学典礼
工业遗产变身文化公园
某咖啡馆走工业风路线
奶茶加盟招商骗局被揭穿
工业路发生两车相撞事故
工业园派出所破获盗窃案
警方捣毁一处制假工厂
军方称袭击一处导弹工厂
某国称打击对方军工企业
全力提升粮食产能 春耕备耕有序
旅游产业园迎来客流高峰
物流产业园春节不打烊
家庭医生签约服务走进社区
新能源汽车充电桩进小区
新能源汽车自燃 车主索赔
县人民医院住院楼等4个项目竣工
火箭发动机试车成功
工业明胶冒充食用明胶 商家被罚
手机芯片涨价
现代农业产业园草莓飘香
"""


def is_industry(seeds: Seeds, headline: str) -> bool:
    parents = {theme.theme: theme.parent for theme in seeds.themes}
    found: list[str | None] = [
        *tag(articles(headline), seeds)["theme_mentions"]["theme"].to_pylist()
    ]
    while found and "工业" not in found:
        found = [parents[theme] for theme in found if theme is not None]
    return bool(found)


@pytest.mark.parametrize("headline", INDUSTRY.strip().splitlines())
def test_what_policy_calls_industry_is_found(seeds: Seeds, headline: str) -> None:
    assert is_industry(seeds, headline)


@pytest.mark.parametrize("headline", OTHER.strip().splitlines())
def test_what_only_sounds_like_industry_is_not(seeds: Seeds, headline: str) -> None:
    assert not is_industry(seeds, headline)
