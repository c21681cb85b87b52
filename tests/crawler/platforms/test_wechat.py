"""Articles on WeChat that a channel's own lists name."""

from __future__ import annotations

from scrapy.http import HtmlResponse, Request

from crawler.network.scope import Scope
from crawler.platforms.trs import TrsSpider
from tests.crawler.platforms.test_shapes import html_list, read, spider_of

ENTRY = "http://www.a.gov.cn/zwdt/index.html"
ARTICLE = "https://mp.weixin.qq.com/s?__biz=MzA&mid=2651019718&idx=4&sn=72e9"
SHORT = "https://mp.weixin.qq.com/s/jTXwv5a02lJixkFIlBqhgQ"
ROWS = html_list(
    ("/zwdt/202602/t20260224_910617.html", "2026-02-24"),
    (f"{ARTICLE}&chksm=8b0&scene=27#wechat_redirect", "2026-02-23"),
    (SHORT, "2026-02-22"),
    ("https://mp.weixin.qq.com/mp/profile_ext?action=home", "2026-02-21"),
)
# As WeChat serves it: hidden until its script has run, account and time in scripts.
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title></title>
<meta property="og:title" content="章江新区召开春耕生产现场会"></head><body><div id="page-content">
<h1 class="rich_media_title" id="activity-name">章江新区召开春耕生产现场会</h1>
<div id="meta_content"><span><a id="js_name">章江发布</a></span><em id="publish_time"></em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">
<section><p><span>2月23日，章江新区在水南镇召开春耕生产现场会，各乡镇负责人实地察看了育秧大棚。</span></p>
<p><span>会议要求，要把粮食生产摆在突出位置，抓紧修复水毁沟渠，确保适时开犁播种。</span></p></section></div>
<script>var nickname = htmlDecode("章江发布"); var ct = "1771819200"; var msg_title = "";</script>
<div id="js_pc_qr_code">微信扫一扫关注该公众号</div></div></body></html>"""


class Government(TrsSpider):
    takes_wechat = True


def test_a_channel_that_says_so_takes_them_from_its_lists() -> None:
    spider = spider_of(Government, ENTRY)
    taken, _ = read(spider, ENTRY, ROWS)

    assert taken == ["http://www.a.gov.cn/zwdt/202602/t20260224_910617.html", ARTICLE, SHORT]
    Scope.of_spider(spider).check_url(ARTICLE)


def test_other_channels_leave_them() -> None:
    spider = spider_of(TrsSpider, ENTRY)

    assert read(spider, ENTRY, ROWS)[0] == ["http://www.a.gov.cn/zwdt/202602/t20260224_910617.html"]


def test_what_such_a_page_says() -> None:
    spider = spider_of(Government, ENTRY)
    request = Request(ARTICLE, meta={"list_date": "2026-02-23"})
    response = HtmlResponse(ARTICLE, body=PAGE.encode(), request=request)

    [article] = spider.parse_article(response)

    assert article.template == "wechat"
    assert article.headline_raw == "章江新区召开春耕生产现场会"
    assert ("script:ct", "1771819200") in [(one.where, one.raw) for one in article.published]
    assert "章江发布" in {one.raw for one in article.credits}
    assert [block.text[:8] for block in article.blocks] == ["2月23日，章江", "会议要求，要把粮"]
    assert article.drop_reason is None
