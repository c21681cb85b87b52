"""Headlines that sell something and name a place only to be found there."""

from __future__ import annotations

import re

TRADE = (
    "厂家直供|厂家直销|厂家批发|厂家现货|生产厂家|制造厂家|厂家电话|品牌代理|代理商有几家|哪家好|哪家强|哪家专业|哪家便宜|哪家靠谱|哪里有卖|哪里买|"
    "多少钱|什么价|价格表|报价单|批发价|一平方多少|加盟费|数一数二的|性价比高|口碑好的|质优价廉|量大从优|欢迎订购|免费上门|上门回收|专业维修|"
    "维修安装|安装维修|价格优惠|联系电话|供货商|厂家排名|品牌排行|现货供应|现货批发|批发零售|基地直销|基地直供|源头工厂|来图定制|量身定做|"
    "价格实惠|包安装|送货上门|代办费用"
)
PRAISE = (
    "知名|规模大|实用|好用|优质|专业|口碑好|放心|可靠|便宜|实惠|划算|靠谱|有品质|新款|热门|畅销|"
    "高品质|优惠|正规|诚信|耐用|质量好|信誉好|环保|高档|定制"
)
GOODS = (
    "厂家|供应商|代理商|经销商|批发商|品牌|公司|价格|服务商|直供|直销|厂商|生产商|制造商|供应|"
    "电话|报价"
)
SERVICES = (
    "批发|安装|维修|出租|回收|供应|定做|定制|加工|销售|租赁|直销|采购|年检|代理|保养|疏通|"
    "清洗|打孔|补漏|代办"
)
SERVICE_FIRMS = (
    "回收|搬家|保洁|打井|钻井|防水|补漏|疏通|开锁|代办|清洗|装修|广告制作|拆除|家政|租车|货运|"
    "起重吊装|空调维修|家电维修"
)
SELLERS = "厂家|厂商|供应商|经销商|代理商|批发商|生产商|制造商|服务商"
# “某县知名的…品牌”, “某县供应…维修”, “某县安装,某县批发”: praise of wares, or services in a row.
ADVERT = re.compile(
    rf"(?:{TRADE})"
    rf"|^[^,。:]{{0,8}}(?:{PRAISE})的[^,。:]{{1,24}}(?:{GOODS})(?:有几家|有哪些|在哪里)?$"
    rf"|^.{{2,6}}(?:供应|出售|求购|转让)[^,。:政]{{2,30}}(?:{SERVICES})"
    rf"|(?:{SERVICES})[,、 _|-][^,。]{{0,12}}(?:{SERVICES})(?:[,、 _|-]|$)"
)
NEWS = re.compile(
    r"记者|法院|警方|公安|民警|检察|政府|县委|市委|获刑|被骗|投诉|查处|召开|举行|暂行办法|通报|市场监管|工商局|消费者|环比|同比|上涨|下跌"
)
# What ends as news rarely does: “…厂家价格”, “…回收公司”, “…服务电话”, “…二手…出售”, “供应…”.
OFFER = re.compile(
    rf"^[^,。:“”]{{2,30}}(?:{SELLERS})"
    rf"(?:价格|报价|批发|直销|电话|供应|推荐|排名|安装|定做|定制|有哪些|有几家|在哪里|哪家[^,。]{{0,3}})?$"
    rf"|^[^,。:“”]{{2,20}}(?:{SERVICE_FIRMS})(?:公司|服务|队)(?:电话|价格|报价|收费标准?)?$"
    r"|^[^,。:“”]{2,20}(?:服务|维修|打井队|搬家|出租|租赁|回收)电话$"
    r"|^[^,。:“”]{2,8}(?:二手|全新|库存)[^,。:“”]{2,12}(?:出售|转让|出租|回收)$"
    r"|^(?:长期|常年|大量|现货)?(?:供应|求购|出售)[^,。:“”]{4,24}$"
)
PUBLIC = re.compile(
    r"公布|开通|发布|举报|热线|农民|村民|群众|居民|困难|疫情|上市|复产|监管|整治|打击|专项|培训|春耕|电力|保障|确保|帮扶"
    r"|稳定|丰富|应急|救灾|学校|医院|全国|我国|中国"
)
ENDS_AS_OFFER = re.compile(r"[家商司务队话格报发销应荐名装做制些里售让租收准]$|供应|求购|出售|哪家")
"""Without one of these no offer can match; most headlines are passed over at once."""


def is_advert(headline: str) -> bool:
    """Whether a headline (normalised) reads as an advertisement; news words overrule."""
    if ADVERT.search(headline) is not None:
        return NEWS.search(headline) is None
    if ENDS_AS_OFFER.search(headline) is None or OFFER.search(headline) is None:
        return False
    return NEWS.search(headline) is None and PUBLIC.search(headline) is None
