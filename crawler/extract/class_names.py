"""What class and id names say: is an element the article, who laid the page out?

Conventions of Chinese content management systems: names of kinds, never of pages. A hint tilts
the balance between candidates; text decides.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

Hint = Literal["article", "aside", ""]

ARTICLE = re.compile(
    r"trs_?(?:ue_)?editor|ucap-?content|(?:^|[\s_-])(?:article|artical|art|news|detail|post|text|txt|main|"
    r"entry|story|rich|real|page|left)[_-]?(?:body|content|con|cont|text|txt|detail|main|real|zw|info_con)"
    r"|articlebody|artibody|main_content|detailcontent|maincontent|contentdetail|content_?(?:area|main|text|txt|body)"
    r"|zhengwen|wenzhang|neirong|(?:^|[\s_-])(?:content|article|zoom|ozoom|endtext|rwb_zw|rm_txt_con|"
    r"p-detail|js_content|founder-content|left_zw|cont|contents|texts?|txt|bt_con|view|nr|zw|endtext|"
    r"fontzoom|vsb_content)(?:$|[\s_-])|rich_media_content|post_text|post_body|artcontent|newscontent"
    r"|newstext|textcontent|infocontent|xl_con|read_?content"
)
ASIDE = re.compile(
    r"comment|pinglun|gentie|tiegen|(?:^|[\s_-])re(?:ply|peat_list)|foot|copyright|(?:^|[\s_-])nav|menu|sidebar|side_?bar"
    r"|(?:^|[\s_-])(?:side|aside|right|rside|rightbar|col-?r|fr)(?:$|[\s_-])|rightcol|relat|recommend|tuijian"
    r"|xiangguan|guess|hot[_-]?(?:news|list|words?|rank|article)|rank|paihang|share|bshare|bdshare|login"
    r"|regist|breadcrumb|crumb|cur_?pos|dangqian|toolbar|qr_?code|erweima|ewm|(?:^|[\s_-])(?:ad|ads|adv|"
    r"gg|guanggao|links?|friend|hot|more|rec|top|header|head|topbar|tags?|keywords?|pages?|pager|"
    r"pagination|prev|next|statement|disclaimer|popup|dialog|modal|toast|tips?|search|subscribe|newsletter)(?:$|[\s_-])"
    r"|mianze|advert|sponsor|feedback|report_?dialog|jubao|download_?app|app_?download|zan(?:$|[\s_-])|like_?list"
    r"|mini_?program|reward|vote|toupiao|survey"
)
FURNITURE_TAGS = frozenset(
    ("nav", "footer", "aside", "form", "button", "label", "option", "marquee")
)

TEMPLATE_MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ifeng_old", ("artical_real", "artical_topic")),
    ("people", ("rwb_zw", "rm_txt_con")),
    ("xinhua", ("p-detail", "detailcontent")),
    ("trs", ("trs_editor", "trs_ueditor", "view trs_ueditor")),
    ("chinanews", ("left_zw", "content_left_time")),
    ("wechat", ("js_content",)),
    ("founder", ("ozoom",)),
    ("government", ("ucap-content", "zoom")),
)


@lru_cache(maxsize=8192)
def hint(name: str) -> Hint:
    """What ``name`` (class and id, lower case) suggests; a name that says both says nothing."""
    if not name.strip():
        return ""
    is_aside = ASIDE.search(name) is not None
    is_article = ARTICLE.search(name) is not None
    if is_aside == is_article:
        return ""
    return "aside" if is_aside else "article"


def name_template(page: FlatDom) -> str:
    """The content management system whose marks the page carries, ``generic`` if none.

    Drift is counted by it.
    """
    if "founder-content" in page.tags:
        return "founder"
    names = f" {' '.join(filter(None, page.names))} "
    for template, marks in TEMPLATE_MARKS:
        if any(f" {mark} " in names for mark in marks):
            return template
    if any("allData" in text[:2000] for _, text in page.scripts):
        return "ifeng_new"
    return "generic"
