"""Which content management system laid the page out: the ground for drift by template."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ifeng_old", ("artical_real", "artical_topic")),
    ("people", ("rwb_zw", "rm_txt_con")),
    ("xinhua", ("p-detail", "detailcontent")),
    ("trs", ("trs_editor", "trs_ueditor", "view trs_ueditor")),
    ("chinanews", ("left_zw", "content_left_time")),
    ("wechat", ("js_content",)),
    ("founder", ("ozoom",)),
    ("government", ("ucap-content", "zoom")),
)


def name_template(page: FlatDom) -> str:
    """Name of the template whose marks the page carries, ``generic`` if none."""
    if "founder-content" in page.tags:
        return "founder"
    names = f" {' '.join(filter(None, page.names))} "
    for template, marks in MARKS:
        if any(f" {mark} " in names for mark in marks):
            return template
    if any("allData" in text[:2000] for _, text in page.scripts):
        return "ifeng_new"
    return "generic"
