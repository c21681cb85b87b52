# ruff: noqa: E501 - tables of lines as they are printed
"""Every block gets a label and the rule that gave it; what stands around the article is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.blocks import KEPT, Block, label_blocks
from transforms.clean.labels import LABELS, RULES, label_block, read_rules

LEAD = "2月23日，青溪县工业园区三座标准厂房同时封顶，总面积约六万平方米，年底前将全部投入使用。"
BODY = "园区负责人说，厂房按照电子信息企业的要求设计，层高、承重和供电都留足了余量。"
if TYPE_CHECKING:
    from pathlib import Path

KNOWN_LABELS = LABELS | KEPT | {"headline", "duplicate", "excerpt"}

CUT: list[tuple[str, str, str]] = [
    ("[责任编辑：李青]", "editor", "editor_line"),
    ("（责编：李青、赵敏）", "editor", "editor_line"),
    ("来源：青溪日报", "credit", "credit_line"),
    ("记者：王小明、赵敏", "credit", "reporter_line"),
    ("编辑：李青 责编：赵敏 校对：王小明", "editor", "editor_line"),
    ("文/王小明 图/李青", "credit", "written_by"),
    ("记者王小明/文，记者李青/图", "credit", "slashed_names"),
    ("发布日期：2019-02-24信息来源：青溪日报浏览次数：31字体：[大 中 小]", "credit", "info_row"),
    ("值班总编：孙立 编辑：李青 审核：赵敏", "credit", "credit_line"),
    ("（完）", "credit", "end_mark"),
    ("（原标题：青溪县三座厂房封顶）", "credit", "original_headline"),
    ("2019-02-24 07:42 青溪日报", "credit", "info_line"),
    ("免责声明：本页内容仅供参考，不构成任何建议。", "disclaimer", "disclaimer"),
    ("本文仅代表作者个人观点，与本网无关。", "disclaimer", "opinion_only"),
    ("未经授权不得转载，违者必究。", "disclaimer", "no_reprint"),
    ("凡本网注明来源的作品，转载请注明出处。", "disclaimer", "no_reprint"),
    ("投资有风险，入市需谨慎。", "disclaimer", "investment"),
    ("更多精彩内容请下载青溪APP", "disclaimer", "app_promotion"),
    ("关注青溪发布微信公众号", "disclaimer", "app_promotion"),
    ("相关新闻：", "related", "related_head"),
    ("延伸阅读：青溪去年新增企业百家", "related", "related_line"),
    ("标签：青溪 厂房 工业", "related", "tags"),
    ("關鍵字：青溪 工業", "related", "tags"),
    ("分享到：", "share", "share_line"),
    ("字号：大 中 小", "share", "share_line"),
    ("扫一扫分享到朋友圈", "share", "follow_line"),
    ("【1】【2】 下一页", "pager", "pager"),
    ("上一篇：青溪去年新增企业百家", "pager", "neighbour"),
    ("播放数：1133929", "video", "play_count"),
    ("您的浏览器暂时无法播放此视频", "video", "video_player"),
    ("当前位置：首页 > 青溪要闻", "nav", "position"),
    ("浏览次数：31", "nav", "counts"),
    ("青溪新闻中心 备案号：000", "disclaimer", "site_footer"),
    ("编辑 李青 赵敏", "editor", "editor_named"),
    ("摄影/李青 校对/赵敏", "credit", "written_by"),
    ("返回青溪网首页>>", "credit", "error_report"),
    ("我要纠错", "credit", "error_report"),
    ("作者：佚名 来源：本站 更新时间：2012-8-9 点击数：12", "credit", "field_row"),
    ("供稿单位：", "credit", "field_name"),
    ("【打印本文】【加入收藏】", "share", "button_row"),
    ("版权声明", "disclaimer", "disclaimer_head"),
    ("本文由青溪号用户上传并发布，平台仅提供存储服务", "disclaimer", "platform_note"),
    ("【推广】老城家具清仓", "related", "advert"),
    ("新闻热线：000-0000000", "disclaimer", "contact_line"),
    ("点击进入【青溪开发区十年】专题", "related", "related_line"),
    ("分享到：微信好友 新浪微博 QQ空间", "share", "share_line"),
    ("1 / 12", "pager", "pager"),
    ("第3张/共12张", "pager", "pager"),
    ("» »", "pager", "pager"),
    ("[!--newspage.page--]", "pager", "cms_mark"),
    ("_ueditor_page_break_tag_", "pager", "cms_mark"),
    ("#p#分页标题#e#", "pager", "cms_mark"),
    ("[nextpage]", "pager", "cms_mark"),
    ("{$article.content}", "pager", "cms_mark"),
    ("請繼續往下閱讀...", "pager", "continue_reading"),
    ("点击展开全文", "pager", "continue_reading"),
    ("阅读剩余70%↓", "pager", "continue_reading"),
    ("广告，请继续往下阅读", "pager", "continue_reading"),
    ("Continue reading the main story", "pager", "continue_reading"),
    ("Play Video", "video", "video_player"),
    ("0:00 / 2:54", "video", "video_player"),
    ("/2:54", "video", "video_player"),
    ("本文为付费内容，请订阅后阅读全文", "disclaimer", "paywall"),
    ("您浏览的新闻已过查询时效，建议您加入付费会员查看您要的新闻。", "disclaimer", "paywall"),
    ("請登入會員後繼續閱讀", "disclaimer", "paywall"),
    ("本文限會員閱讀，加入會員繼續閱讀完整內容", "disclaimer", "paywall"),
    ("开通VIP会员，畅享全站内容", "disclaimer", "paywall"),
    ("—— END ——", "credit", "end_mark"),
    ("文章未完，点击继续阅读↓", "pager", "continue_reading"),
    ("—— 请向下滑动查看更多 ——", "pager", "continue_reading"),
    ("{dede:field.body/}", "pager", "cms_mark"),
    ("<!--nextpage-->", "pager", "cms_mark"),
    ("仅限订户阅读，立即订阅解锁全文", "disclaimer", "paywall"),
    ("自殺防治諮詢安心專線：0800-000000", "disclaimer", "helpline"),
    ("全国24小时心理援助热线：400-000-0000", "disclaimer", "helpline"),
    ("作者简介：李青，青溪人，写小说，也写评论。", "disclaimer", "author_note"),
    ("（作者系青溪大学教授）", "disclaimer", "author_note"),
    ("記者王小明／青溪報導", "credit", "reporter_desk"),
    ("地方中心李青／青溪報導", "credit", "reporter_desk"),
    ("觉得有用就点个赞吧！", "share", "like_request"),
    ("点赞、在看、转发", "share", "like_request"),
    ("用APP看新聞，點我下載", "disclaimer", "app_promotion"),
    ("打开青溪APP，查看更多", "disclaimer", "app_promotion"),
    ("长按识别二维码关注我们", "disclaimer", "app_promotion"),
    ("点击上方蓝字关注青溪发布", "disclaimer", "app_promotion"),
]
KEPT_LINES = [
    "编辑部的灯一直亮到深夜，大家都在等最后一版清样。",
    "来源于大山的味道，正在走向城市的餐桌。",
    "分享经济带来的变化，首先出现在县城的街头。",
    "相关部门负责人表示，将继续加大支持力度。",
    "作者在书中写道，这条路走了整整三代人。",
    "声明指出，双方将在三年内完成全部工程。",
    "下一页是崭新的，青溪人已经写好了开头。",
    "记者：这次改造和以往有什么不同？",
    "记者：您觉得怎么样",
    "作者：我们常常忘了来时的路。",
    "2019年2月24日上午，园区举行封顶仪式。",
    "时间：2019年2月24日上午，地点：青溪会议中心",
    "评论区里，网友们纷纷点赞这座小城。",
    "更多的企业正在赶来，园区的招商电话响个不停。",
    "老人指着报纸上的“阅读全文”四个字，问孙女后面的字去了哪里。",
    "下载客户端后，在首页点击“我的”，再选择“电子证照”，就能看到全部证件。",
    "打开支付软件，点击右上角的“设置”，依次选择“自动扣款”和“关闭服务”。",
    "市民只要下载“青溪通”客户端，就可以预约窗口，也可以在线提交材料。",
    "平台规定，用户付费后才能阅读全文，这让不少老读者感到不便。",
    "“你是会员，登录后就可以看全文。”店员对他说。",
    "第三步，扫描二维码，绑定社保卡，就可以在线缴费了。",
    "加入会员单位的企业已有三十家，覆盖全县六个镇。",
    "园区的服务热线：000-0000000，全天有人接听。",
    "转发和点赞之后，这条短视频两天里有了三百万次播放。",
    "第一版的价格是3/12，也就是四分之一。",
    "记者、编辑和校对都住在报社后面的小楼里。",
    "作者简介里只有一句话，却改了七遍。",
    "返回首页的按钮被设计师挪到了右边。",
]


def raw(text: str, tag: str = "p", path: str = "p div.text", link: int = 0) -> dict[str, Any]:
    return {"text": text, "tag": tag, "path": path, "in_link_chars": link}


def labels(*blocks: dict[str, Any], headline: str = "青溪县三座厂房封顶") -> list[tuple[str, str]]:
    return [(block.label, block.rule) for block in label_blocks(list(blocks), headline)]


@pytest.mark.parametrize(("text", "label", "rule"), CUT, ids=[text for text, _, _ in CUT])
def test_what_is_cut(text: str, label: str, rule: str) -> None:
    assert labels(raw(LEAD), raw(BODY), raw(text))[2] == (label, rule)


@pytest.mark.parametrize("text", KEPT_LINES)
def test_what_only_looks_like_it_is_kept(text: str) -> None:
    assert label_blocks([raw(LEAD), raw(text), raw(BODY)], "标题在此")[1].is_kept


def test_every_rule_is_tested_on_a_line_of_its_convention() -> None:
    assert set(RULES.labels) == {rule for _, _, rule in CUT}


def test_kept_blocks_are_named() -> None:
    found = labels(
        raw(LEAD), raw("三座厂房", tag="h3"), raw(BODY), raw("园区一角 李青摄", tag="figcaption"),
        raw("青溪县、白塔县、江城区"), raw("青溪电子有限公司"), raw("第一项", tag="li"), raw("县区\t增速", tag="tr"),
    )  # fmt: skip
    assert [label for label, _ in found] == [
        "lead", "subhead", "body", "caption", "list", "list", "list", "list",
    ]  # fmt: skip


def test_the_headline_printed_again_is_no_text() -> None:
    assert labels(raw("青溪县三座 厂房封顶", tag="h1"), raw(LEAD))[0] == (
        "headline",
        "headline_again",
    )


def test_copies_inside_one_article_are_cut() -> None:
    first, rest = LEAD[:22], LEAD[22:]
    found = labels(raw(LEAD), raw(BODY), raw(first), raw(rest), raw(BODY), raw("2019年"))
    assert [rule for _, rule in found] == [
        "first_paragraph", "paragraph", "contained_copy", "contained_copy", "exact_copy", "short_line",
    ]  # fmt: skip


def test_captions_and_questions_may_be_repeated() -> None:
    caption = "2月23日，青溪县工业园区三座标准厂房同时封顶，现场鞭炮齐鸣。李青 摄"
    question = "请问园区下一步打算怎么做，污水处理和员工宿舍什么时候能够补齐，企业什么时候能投产？"
    found = label_blocks(
        [raw(LEAD), raw(caption), raw(caption), raw(question), raw(BODY), raw(question)], None
    )
    assert all(block.is_kept for block in found)


def test_teasers_of_videos_and_lists_of_links_are_cut() -> None:
    found = labels(
        raw(LEAD), raw("白塔镇油菜花海航拍"), raw("播放数：1133929"), raw("推荐阅读"),
        raw("市民中心新增夜间窗口", tag="li", link=10), raw("老城区管网改造开工"),
    )  # fmt: skip
    assert [label for label, _ in found] == [
        "lead",
        "video",
        "video",
        "related",
        "related",
        "related",
    ]


def test_class_names_count_unless_a_paragraph_stands_under_them() -> None:
    assert labels(raw(LEAD), raw("一键转给好友看看", path="div.share-box"))[1] == (
        "share",
        "class_name",
    )
    assert label_blocks([raw(LEAD, path="p div.share-content"), raw(BODY)], None)[0].is_kept
    assert labels(raw(LEAD), raw(BODY, path="p div.comment-list"))[1] == ("related", "class_name")


def test_a_dated_line_above_the_text_is_a_credit() -> None:
    found = labels(
        raw("青溪日报 | 2019-02-24 07:42 | 王小明"), raw(LEAD), raw("2019-02-24 10:00 现场")
    )
    assert found[0] == ("credit", "dated_line_before_text")


def test_lines_pulled_out_between_a_copy_of_the_lead_and_the_lead_are_an_excerpt() -> None:
    found = labels(raw(LEAD[:30]), raw("三座厂房"), raw("同一天封顶"), raw(LEAD), raw("三座厂房"))
    assert found[1:3] == [("excerpt", "below_copy_of_lead")] * 2
    assert [label for label, _ in found[3:]] == ["lead", "subhead"]
    assert labels(raw("三座厂房"), raw(LEAD))[0][0] != "excerpt"


def test_text_before_more_is_an_excerpt() -> None:
    assert labels(raw("2015年9月", path="excerpt"), raw(LEAD))[0] == ("excerpt", "before_more")


def test_traditional_lines_meet_the_same_rules() -> None:
    assert labels(raw(LEAD), raw("【熱門點閱】"), raw("免責聲明：本頁內容僅供參考，不構成建議。"))[
        1:
    ] == [
        ("related", "related_head"),
        ("disclaimer", "disclaimer"),
    ]


def test_a_broken_rule_file_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    for text, message in (
        ('[[rule]]\nid="a"\nlabel="credit"\nconvention="b"\npattern="("', "rule 'a'"),
        ('[[rule]]\nid="a"\nlabel="novel"\npattern="x"', "no such label 'novel'"),
        ('[[rule]]\nid="a b"\nlabel="credit"\npattern="x"', "identifier"),
        ('[[rule]]\nid="a"\nlabel="credit"\npattern="x"', "no convention"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=message):
            read_rules(file)


TEXTS = st.text(
    alphabet="青溪县工业，。：来源编辑责任分享相关新闻声明1 【】（）、有限公司",
    min_size=1,
    max_size=60,
)


@given(
    st.lists(
        st.builds(
            raw,
            TEXTS,
            st.sampled_from(["p", "li", "tr", "h2", "div"]),
            st.just("p"),
            st.integers(0, 60),
        ),
        max_size=20,
    )
)
def test_every_block_gets_one_known_label_and_its_text(blocks: list[dict[str, Any]]) -> None:
    found = label_blocks(blocks, "青溪")
    assert "".join("".join(block.text.split()) for block in found) == "".join(
        "".join(b["text"].split()) for b in blocks
    )
    assert all(
        isinstance(block, Block) and block.label in KNOWN_LABELS and block.rule for block in found
    )


@given(st.text(max_size=400), st.text(max_size=60))
def test_no_text_raises(text: str, path: str) -> None:
    label_block(text, path)
