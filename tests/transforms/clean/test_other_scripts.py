# ruff: noqa: E501 - text is kept as one line where a page would keep it
"""English, Uyghur and Tibetan pages of the same portals: text, headline, date, no made-up credits."""

from __future__ import annotations

import json

import pytest

from crawler.extract.article_page import extract_article
from crawler.items import to_line
from tests.crawler.extract import pages
from transforms.clean.article import as_output

ENGLISH = [
    "QINGXI -- Three projects that broke ground last month in the northern park are ahead of schedule, officials said on Friday.",
    '"We used to wait three days for a stamp," said a clerk at the service window. "Now the papers are ready in the afternoon."',
    "The park plans to finish investment of 900 million yuan this year and 80 percent had been completed by October.",
    "The county will improve roads and sewers, and hopes to sign four more projects before the end of the year.",
]
UYGHUR = [
    "چىڭشى ناھىيەسىدە ئۆتكەن ئايدا باشلانغان ئۈچ تۈر پىلاندىن بۇرۇن تاماملاندى، دەپ خەۋەر قىلدى مۇخبىرىمىز.",
    "«ئىلگىرى بىر تامغا ئۈچۈن ئۈچ كۈن ساقلايتتۇق» دېدى نەق مەيداندىكى خىزمەتچى، ھازىر چۈشتىن كېيىنلا تەييار بولىدۇ.",
    "باغچا بۇ يىل توققۇز يۈز مىليون يۈەن مەبلەغ سېلىشنى پىلانلىدى؛ ئونىنچى ئايغىچە سەكسەن پىرسەنتى تاماملاندى.",
    "كېيىنكى قەدەمدە يول ۋە سۇ تۇرۇبىلىرى ياخشىلىنامدۇ؟ يىل ئاخىرىغىچە يەنە تۆت تۈر ئىمزالىنىدۇ.",
]
TIBETAN = [
    "ཆིང་ཧྲི་རྫོང་གི་ལས་གཞི་གསར་པ་གསུམ་སྔོན་འཆར་ལས་སྔ་བར་ལེགས་གྲུབ་བྱུང་འདུག། ས་གནས་སྲིད་གཞུང་གིས་དཔང་རྟགས་བྲིས།",
    "སྔོན་ཆད་དམ་ཕྲུག་གཅིག་རྒྱག་པར་ཉིན་གསུམ་སྒུག་དགོས་ཀྱི་ཡོད། ད་ལྟ་ཕྱི་དྲོ་རང་ལ་ཐོབ་ཀྱི་འདུག་ཅེས་ལས་བྱེད་པས་བཤད།",
    "ལོ་འདིར་མ་དངུལ་སྒོར་ས་ཡ་དགུ་བརྒྱ་འཇོག་རྩིས་ཡོད་པ་དང་། ཟླ་བཅུ་པའི་བར་བརྒྱ་ཆ་བརྒྱད་ཅུ་ལེགས་གྲུབ་བྱུང་ཡོད།",
    "རྗེས་སུ་ལམ་དང་ཆུ་ལམ་ལེགས་བཅོས་གཏོང་རྒྱུ་དང་། ལོ་མཇུག་གོང་ལས་གཞི་བཞི་ལ་མིང་རྟགས་འགོད་རྒྱུ་རེད།",
]
MINUTE, DAY = "2024-01-05 09:30", "2024-01-05"
PAGES = [
    ("Qingxi moves its service window to building sites", ENGLISH, [
        ("Qingxi | Updated: 2024-01-05 09:30", MINUTE),
        ("By Wang Xiaochuan | Qingxi Daily | Updated: January 5, 2024 09:30", MINUTE),
        ("Source: Qingxi Daily Editor: xiaochuan 2024-01-05 09:30", MINUTE),
        ("Published: 05-Jan-2024 09:30 | Share on", MINUTE),
        ("5th January 2024", DAY),
        ("Jan. 5, 2024, page 3", DAY),
    ]),
    ("چىڭشى ناھىيەسى مۇلازىمەت كۆزنىكىنى ئىش ئورنىغا كۆچۈردى", UYGHUR, [
        ("2024-يىلى 1-ئاينىڭ 5-كۈنى 09:30 مەنبە: تەڭرىتاغ تورى", MINUTE),
        ("2024-يىل 5-يانۋار", DAY),
        ("٢٠٢٤-٠١-٠٥ ٠٩:٣٠", MINUTE),
        ("ۋاقتى: 2024-01-05 09:30", MINUTE),
        ("2024-يىلى 01-ئاي 05-كۈنى، جۈمە", DAY),
    ]),
    ("ཆིང་ཧྲི་རྫོང་གི་ཞབས་ཞུའི་སྒེའུ་ཁུང་ལས་གྲྭར་སྤོས།", TIBETAN, [
        ("༢༠༢༤ལོའི་ཟླ་༡ཚེས་༥ཉིན། ཡོང་ཁུངས། ཆིང་ཧྲི་ཚགས་པར།", DAY),
        ("སྤྱི་ལོ་༢༠༢༤ལོའི་ཟླ་༡པའི་ཚེས་༥ཉིན། 09:30", MINUTE),
        ("2024ལོའི་ཟླ་1ཚེས་5", DAY),
        ("༢༠༢༤-༠༡-༠༥ ༠༩:༣༠", MINUTE),
        ("དུས་ཚོད། 2024-01-05 09:30", MINUTE),
    ]),
]  # fmt: skip


@pytest.mark.parametrize("layout", ["<p>{}</p>", "<div>{}</div>", "{}<br><br>"])
@pytest.mark.parametrize(
    ("headline", "paragraphs", "info", "time"),
    [(headline, texts, *info) for headline, texts, infos in PAGES for info in infos],
)
def test_a_page_in_another_script(
    headline: str, paragraphs: list[str], info: str, time: str, layout: str
) -> None:
    text = "".join(layout.format(paragraph) for paragraph in paragraphs)
    html = pages.whole(
        f"<div class='main'><h1>{headline}</h1><div class='info'>{info}</div><div>{text}</div></div>"
        f"<div class='right'><ul>{pages.RELATED}</ul></div>",
        title=headline,
    )
    item = extract_article(
        html.encode(), channel="qx", url="http://qx.test/s?id=1", fetched_at="2024-01-06T04:00:00Z"
    )
    found = as_output(json.dumps(to_line(item)))

    assert found["headline"] == headline
    assert found["publish_time"] == time
    assert found["body"].split("\n") == paragraphs
    assert found["source"] in (None, "Qingxi")
    assert found["author"] == (["Wang Xiaochuan"] if info.startswith("By") else [])
    assert not found["editor"]
