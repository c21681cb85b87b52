"""Headlines that sell something and name a place only to be found there."""

from __future__ import annotations

import re

TRADE = (
    "厂家直供|厂家直销|厂家批发|生产厂家|制造厂家|厂家电话|品牌代理|代理商有几家|哪家好|哪家强|哪里有卖|哪里买|多少钱|什么价|"
    "价格表|报价单|批发价|一平方多少|加盟费|数一数二的|性价比高|口碑好的|质优价廉|量大从优|欢迎订购|免费上门|上门回收|专业维修|"
    "维修安装|安装维修|价格优惠|联系电话|供货商|厂家排名|品牌排行"
)
PRAISE = (
    "知名|规模大|实用|好用|优质|专业|口碑好|放心|可靠|便宜|实惠|划算|靠谱|有品质|新款|热门|畅销|"
    "高品质|优惠|正规"
)
GOODS = "厂家|供应商|代理商|经销商|批发商|品牌|公司|价格|服务商|直供|直销|厂商|生产商|制造商|供应"
SERVICES = "批发|安装|维修|出租|回收|供应|定做|定制|加工|销售|租赁|直销|采购"
# “某县知名的…品牌”, “某县供应…维修”, “某县安装,某县批发”: praise of wares, or services in a row.
ADVERT = re.compile(
    rf"(?:{TRADE})"
    rf"|^[^,。:]{{0,8}}(?:{PRAISE})的[^,。:]{{1,24}}(?:{GOODS})(?:有几家|有哪些|在哪里)?$"
    rf"|^.{{2,6}}(?:供应|出售|求购|转让)[^,。:政]{{2,30}}(?:{SERVICES})"
    rf"|(?:{SERVICES})[,、 ][^,。]{{0,12}}(?:{SERVICES})(?:[,、 ]|$)"
)
NEWS = re.compile(
    r"记者|法院|警方|公安|民警|检察|政府|县委|市委|获刑|被骗|投诉|查处|召开|举行|暂行办法|通报|市场监管|工商局|消费者"
)


def is_advert(headline: str) -> bool:
    """Whether a headline (normalised) reads as an advertisement; news words overrule."""
    return ADVERT.search(headline) is not None and NEWS.search(headline) is None
