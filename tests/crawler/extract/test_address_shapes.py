"""What an address is by its shape: labelled real ones, and each shape by an example of our own."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpora import ABSENT, corpus
from crawler.extract.address_shapes import is_list_address, judge_address, url_date
from crawler.platforms.static_list import StaticListSpider
from tests.crawler.platforms.test_shapes import html_list, read, spider_of

CORPUS = corpus()
HEX = "05311fa2918c43db83f9c3879e16e958"
UNSTATED = {"https://jx.ifeng.com/c/8vTp6otkYlK"}
"""Its day was read off a list: the address is a bare id."""

DATED = {
    "http://jx.a.cn/m/system/2020/03/08/018796883.shtml": date(2020, 3, 8),
    "http://a.cn/system/2020/03/08/018796883_01.shtml": date(2020, 3, 8),
    "http://a.gov.cn/art/2024/7/5/art_5057_20190102.html?xxgkhide=1": date(2024, 7, 5),
    f"http://a.gov.cn/c100082/2018-06/01/content_{HEX}.shtml": date(2018, 6, 1),
    "http://a.cn/pc/content/202405/10/content_7712601.html": date(2024, 5, 10),
    "http://a.cn/html/2023-05/19/content_5411_7712601.htm": date(2023, 5, 19),
    "http://a.cn/zt2018/201911/15/t20191116_6919647.shtml": date(2019, 11, 16),
    "http://a.cn/hd2011/2026/10-03/1206857.shtml": date(2026, 10, 3),
    "http://a.cn/roll/20161123/79.html": date(2016, 11, 23),
    f"http://a.cn/20260905/{HEX}/c.html": date(2026, 9, 5),
    "http://www.ytnews.test/2016/0705/431.html": date(2016, 7, 5),
    "http://news.cctv.com/2026/10/03/ARTIJXsmpvEhNosp86Pw9aTl261003.shtml": date(2026, 10, 3),
    "https://new.qq.com/rain/a/20240601A01ABC00": date(2024, 6, 1),
    "https://new.qq.com/omn/20240601A01ABC00.html": date(2024, 6, 1),
    "http://a.cn/html/2024/yw_0601/5678.html": date(2024, 6, 1),
}
UNDATED = [
    f"http://a.gov.cn/x/c100022/202511/{HEX}.shtml",
    "http://a.gov.cn/x/c100022/202511/068d6302918c43db83f9c3879e16e958.shtml",
    "http://a.gov.cn/zwdt/content/post_20191212.html",
    "http://a.gov.cn/wldt/t_20191212.html",
    "https://www.a.cn/newsDetail_forward_20191212",
    "https://jx.ifeng.com/c/8a20191105b",
    "https://www.163.com/dy/article/IMT620191105CV0R.html",
    "https://mp.weixin.qq.com/s/jTXwv5a02lJixkFIlBqhgQ",
    "https://mp.weixin.qq.com/s?__biz=MzA&mid=2651019718&idx=4&sn=72e9",
    "https://tt.a.cn/news/2536490",
    "http://a.cn/paper/fzrb/4789/21347/1494375.shtml",
    "http://a.cn/7_1234.html",
    "http://a.cn/show.php?id=12",
    "https://baijiahao.baidu.com/s?id=1691234567890123456",
    "https://www.toutiao.com/article/7012345678901234567/",
    "http://a.gov.cn/news-show-12.html",
    "http://a.gov.cn/c100022/c123456/content.shtml",
    "http://a.gov.cn/jx/content_202405110011234.html",
    "http://a.gov.cn/zwdt/t12345.shtml",
    "http://a.cn/index.php?m=content&c=index&a=show&catid=6&id=1234",
    "http://a.edu.cn/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1001&wbnewsid=12345",
    "http://a.gov.cn/eportal/ui?pageId=123456&articleKey=7654321&columnId=54321",
    "https://www.sohu.com/a/783456789_121123",
]
LISTS = [
    "http://a.cn/html/2019-03/10/node_1.htm",
    "http://a.cn/pc/layout/202405/10/node_01.html",
    "http://a.cn/GB/190800/338175/338249/index.html",
    "http://a.cn/GB/190181/index12.html",
    "http://a.cn/ldxx/rsrm/index_1.html",
    "http://a.gov.cn/c100022/list.shtml",
    "http://a.gov.cn/c100024/list_bmqx.shtml",
    "http://a.gov.cn/xw/list_2.shtml",
    "http://a.gov.cn/xw/news-list-x.html",
    "http://a.gov.cn/xw/zwgk_xxgklist.shtml",
    "http://a.gov.cn/col/col393/index.html?uid=1&pageNum=2",
    "http://a.cn/system/count//0002056/003000000000/000/000/c0002056003000000000_000000084.shtml",
    "http://a.cn/system/more/2010300/0036/2010300_00003600.shtml",
    "http://a.cn/scroll-news/2026/1003/news.shtml",
    "http://a.cn/scroll-news/news10.html",
    "http://jx.a.com/jx/list_0/0.shtml",
    "http://a.cn/rmrb/html/2024-05/10/nbs.D110000renmrb_01.htm",
    "https://a.cn/channel_25950",
    "http://a.cn/column/25950.html",
    "http://a.gov.cn/xxgk_index.shtml",
    "http://a.cn/bz/html/index.html?date=2022-01-24&pageIndex=1&cid=47",
    "http://a.cn/index.php?m=content&c=index&a=lists&catid=6",
    "http://a.cn/yw/indexlist.html",
    "http://a.cn/tag/%E8%B5%A3%E5%B7%9E.html",
    "http://a.cn/tag/\u8d63\u5dde.html",
    "http://a.cn/pageindex/202405.html",
]
OTHERS = [
    "http://a.cn/",
    "http://a.cn/2019/02/24/",
    "http://a.cn/?ch=305",
    "http://a.cn/news/20190224/",
    "http://a.cn/list_of_names.jpg",
    "http://a.cn/lingdao/sz01.htm",
    "http://a.gov.cn/c100443/ywgk.shtml",
    "http://a.gov.cn/zt/2023zt.html",
    "http://a.cn/html/2019-03/navi.xml",
    "http://a.cn/2019/0224/W020190224.jpg",
    "https://jx.ifeng.com/zhibo",
    "https://mp.weixin.qq.com/",
    "http://[",
    "",
]


@pytest.mark.skipif(CORPUS is None, reason=ABSENT)
def test_every_labelled_address_is_judged_as_its_reader_did() -> None:
    assert CORPUS
    lines = (CORPUS / "labels" / "addresses_a.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]

    misjudged, misdated = [], []
    for row in rows:
        judged = judge_address(row["url"])
        if (judged.kind == "article") != row["is_article"]:
            misjudged.append(row["url"])
        if row["is_article"] and judged.day != (row["date"] and date.fromisoformat(row["date"])):
            misdated.append(row["url"])

    assert len(rows) == 789
    assert misjudged == []
    assert set(misdated) == UNSTATED


@pytest.mark.parametrize(("url", "day"), DATED.items())
def test_an_article_with_its_day(url: str, day: date) -> None:
    assert (judge_address(url).kind, url_date(url)) == ("article", day)


@pytest.mark.parametrize("url", UNDATED)
def test_ids_are_never_a_day(url: str) -> None:
    assert (judge_address(url).kind, url_date(url)) == ("article", None)


@pytest.mark.parametrize("url", LISTS)
def test_a_page_of_a_list_is_no_article(url: str) -> None:
    assert is_list_address(url)


@pytest.mark.parametrize("url", OTHERS)
def test_what_cannot_be_told_is_neither(url: str) -> None:
    assert judge_address(url).kind == "other"


@given(st.from_regex(r"[0-9a-f]{32}", fullmatch=True))
def test_no_hexadecimal_id_completes_a_month(digits: str) -> None:
    assert url_date(f"http://a.gov.cn/x/c100022/202511/{digits}.shtml") is None
    assert url_date(f"http://a.gov.cn/x/202511/{digits}/") is None


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    judge_address(text)
    judge_address(f"http://a.cn/{text}")


def test_long_addresses_are_judged_at_once() -> None:
    for piece in ("list_", "a-", "2019", "index1", "a_1", "node_1"):
        assert judge_address(f"http://a.cn/{piece * 20_000}!").kind in ("other", "list")


def test_no_channel_takes_a_list_page_for_an_article() -> None:
    entry = "http://a.cn/"
    spider = spider_of(StaticListSpider, entry)
    rows = [(url, "2019-02-24") for url in ("/x/node_1.htm", "/x/index_2.html", "/x/list_3.shtml")]

    articles, _ = read(spider, entry, html_list(*rows, ("/x/7_1234.html", "2019-02-24")))

    assert articles == ["http://a.cn/x/7_1234.html"]
