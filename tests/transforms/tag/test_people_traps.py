"""Sentences in which a reader sees at once who is named, and in which post."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.tag.conftest import articles, loaded
from transforms.tag import tag

Tagged = "Callable[..., list[dict[str, Any]]]"
Named = dict[str, str | None]

NAMED: list[tuple[str, Named]] = [
    # the post before the name, as full as it stands there
    ("青石县委书记程立新强调，要抓住春耕。", {"程立新": "青石县委书记"}),
    ("青石市委副书记、市长周启明出席会议。", {"周启明": "青石市委副书记、市长"}),
    ("省委常委、青石市委书记贺长河到会讲话。", {"贺长河": "省委常委、青石市委书记"}),
    ("会议由县委副书记、县长秦文斌主持。", {"秦文斌": "县委副书记、县长"}),
    (
        "青石市发展和改革委员会主任郑怀远说，项目已开工。",
        {"郑怀远": "青石市发展和改革委员会主任"},
    ),
    ("青石市经济和信息化局局长钱立表示，产值翻番。", {"钱立": "青石市经济和信息化局局长"}),
    ("据青石大学经济学院院长唐知远介绍，课题已结题。", {"唐知远": "青石大学经济学院院长"}),
    ("青石矿业（集团）有限公司董事长曹广林到场。", {"曹广林": "青石矿业(集团)有限公司董事长"}),
    ("58青石网总裁傅云说，平台已上线。", {"傅云": "58青石网总裁"}),
    (
        "青石县河湾镇白塔村党支部书记孔令辉介绍，水通了。",
        {"孔令辉": "青石县河湾镇白塔村党支部书记"},
    ),
    ("“路好走了。”白塔村村民邱大山说。", {"邱大山": "白塔村村民"}),
    ("省政协副主席罗志远近日到青石市调研。", {"罗志远": "省政协副主席"}),
    (
        "受访的青石市人民医院主任医师蒋文静告诉记者，注意保暖。",
        {"蒋文静": "青石市人民医院主任医师"},
    ),
    ("青石市委宣传部常务副部长彭海作了说明。", {"彭海": "青石市委宣传部常务副部长"}),
    ("党工委书记叶青松在现场指挥。", {"叶青松": "党工委书记"}),
    ("青石市公安局党委委员、副局长丁毅通报案情。", {"丁毅": "青石市公安局党委委员、副局长"}),
    # several, each in his own post
    (
        "省委书记韩志刚、省长方明远出席开幕式。",
        {"韩志刚": "省委书记", "方明远": "省长"},
    ),
    (
        "县委常委、县人武部政委赵山，县委常委、政法委书记殷树林，副县长李光前参加会议。",
        {
            "赵山": "县委常委、县人武部政委",
            "殷树林": "县委常委、政法委书记",
            "李光前": "副县长",
        },
    ),
    ("市领导胡青、李明山、赵多喜等出席。", dict.fromkeys(("胡青", "李明山", "赵多喜"), "市领导")),
    ("副市长吴越、郭大江参加调研。", dict.fromkeys(("吴越", "郭大江"), "副市长")),
    ("县领导陈方和许国梁陪同。", dict.fromkeys(("陈方", "许国梁"), "县领导")),
    ("胡青、李明山、赵多喜等市领导出席会议。", dict.fromkeys(("胡青", "李明山", "赵多喜"))),
    ("出席会议的有：胡青、李明山、赵多喜。", dict.fromkeys(("胡青", "李明山", "赵多喜"))),
    # appointed, removed, elected
    ("会议决定任命沈一帆为青石市副市长。", {"沈一帆": "青石市副市长"}),
    (
        "会议决定任命：武国安、毕立夫为青石市人大法制委员会副主任委员；高燕为青石市财政局局长。",
        {
            "武国安": "青石市人大法制委员会副主任委员",
            "毕立夫": "青石市人大法制委员会副主任委员",
            "高燕": "青石市财政局局长",
        },
    ),
    ("免去潘志国的青石市副市长职务。", {"潘志国": "青石市副市长"}),
    ("任命包涛为青石市监察委员会副主任。", {"包涛": "青石市监察委员会副主任"}),
    ("冯远征任青石市委委员、常委、书记。", {"冯远征": "青石市委委员、常委、书记"}),
    ("近日，会议补选姜文海为青石市人大常委会主任。", {"姜文海": "青石市人大常委会主任"}),
    (
        "任前公示：\n韦正，男，汉族，1970年1月生，现任青石县委书记，拟任青石市副市长。",
        {"韦正": "青石县委书记"},
    ),
    # the post after the name
    ("全市干部认真学习习近平总书记重要讲话。", {"习近平": "总书记"}),
    ("钟明山院士团队发布成果。", {"钟明山": "院士"}),
    ("县委书记程立新来到白塔村。程立新书记说，路要修好。", {"程立新": "县委书记"}),
    # where a name ends
    ("副县长王岳称，将加大投入。", {"王岳": "副县长"}),
    ("党委书记黄茂担任组长。", {"黄茂": "党委书记"}),
    ("副主任李能随省长来到青石。", {"李能": "副主任"}),
    ("市长龚正先后来到三个村。", {"龚正": "市长"}),
    ("副总领事张鹏等出席。", {"张鹏": "副总领事"}),
    ("县长陈国强调研春耕。", {"陈国强": "县长"}),
    ("县长陈国强调，春耕不等人。", {"陈国": "县长"}),
    ("市委书记欧阳修齐说。", {"欧阳修齐": "市委书记"}),
    ("县长司马光远表示，要落实。", {"司马光远": "县长"}),
    ("局长任军号召大家行动。", {"任军": "局长"}),
    ("负责人邢飞副教授介绍，试验成功。", {"邢飞": "负责人"}),
    ("董事长何某被立案调查。", {"何某": "董事长"}),
    ("犯罪嫌疑人王某某被抓获。", {"王某某": "犯罪嫌疑人"}),
    ("45岁的徐建设正在摘橙。", {"徐建设": None}),
    ("71岁的患者李荣光刚出院。", {"李荣光": "患者"}),
    # names of other countries are whole
    ("欧盟委员会主席冯德莱恩举行会谈。", {"冯德莱恩": "欧盟委员会主席"}),
    ("日本首相安倍晋三3月31日出席会议。", {"安倍晋三": "日本首相"}),
    ("菲律宾总统杜特尔特3月宣布。", {"杜特尔特": "菲律宾总统"}),
    ("波兰总统杜达第一时间致信。", {"杜达": "波兰总统"}),
    ("国务委员兼外长王毅同德国外长马斯通电话。", {"王毅": "国务委员兼外长", "马斯": "德国外长"}),
    ("美国财政部长珍妮特·耶伦表示，将继续对话。", {"珍妮特·耶伦": "美国财政部长"}),
    ("医生科琳·史密斯在视频中说。", {"科琳·史密斯": "医生"}),
    ("自治区主席艾力更·依明巴海出席会议。", {"艾力更·依明巴海": "自治区主席"}),
    ("越共中央总书记阮富仲表示，愿意合作。", {"阮富仲": "越共中央总书记"}),
    # the name alone fills the clause
    ("程立新指出，春耕不等人。", {"程立新": None}),
    ("对此，程立新表示，将尽快落实。", {"程立新": None}),
    ("石大海一同调研。", {"石大海": None}),
]  # fmt: skip
NOBODY = [
    "全县干部群众学习会议精神。",
    "会议强调，要抓好春耕。",
    "代表们认为，报告振奋人心。",
    "白皮书指出，成就显著。",
    "公司表示，将加大投入。",
    "市领导干部会议召开。",
    "县委书记高度重视这项工作。",
    "县委书记带头包联企业。",
    "主任办公会议研究了三个议题。",
    "村党支部书记任期满了。",
    "报项目所属行业主管部门审核。",
    "特区政府发言人当日表示，将跟进。",
    "向学生宣导生命与责任。",
    "投资者占比下降。",
    "班主任要求，按时到校。",
    "书记员做了记录。",
    "市长热线全天开通。",
    "居民收入稳步增长。",
    "村民代表大会通过了方案。",
    "教师节慰问活动举行。",
    "石城、安远、于都等县参加了比赛。",
    "金华、温州、台州等市领导出席会议。",
    "黄豆、白菜、花生等丰收。",
    "以习近平新时代中国特色社会主义思想为指导。",
    "县长陈述了理由。",
    "委员高票通过了决议。",
    "负责人祝贺龙年新春。",
]


def found(rows: list[dict[str, Any]]) -> Named:
    return {row["person"]: row["post"] for row in rows}


@pytest.mark.parametrize(("sentence", "named"), NAMED, ids=lambda value: str(value)[:24])
def test_who_is_named_in_which_post(tagged: Tagged, sentence: str, named: Named) -> None:
    rows = tagged("person_mentions", f"标题\n{sentence}")
    assert found(rows) == named
    assert all(row["quote"] in sentence and row["person"] in row["quote"] for row in rows)


@pytest.mark.parametrize("sentence", NOBODY)
def test_nobody_is_named(tagged: Tagged, sentence: str) -> None:
    assert tagged("person_mentions", f"标题\n{sentence}") == []


def test_a_known_name_is_found_whole_only(tagged: Tagged) -> None:
    text = "标题\n龙南市委书记刘勇到村里，村民刘勇建说，桥修好了。刘勇建带路。"
    rows = tagged("person_mentions", text, region_code="360783")
    assert {row["person"]: row["mention_count"] for row in rows} == {"刘勇": 1, "刘勇建": 2}
    [other] = tagged("person_mentions", "标题\n村民刘勇建说，桥修好了。", region_code="360783")
    assert (other["person"], other["post"]) == ("刘勇建", "村民")


def test_the_lexicon_adds_to_what_is_printed_and_never_takes_away(tagged: Tagged) -> None:
    def post(sentence: str, **given: Any) -> str | None:
        [row] = tagged("person_mentions", f"标题\n{sentence}", **given)
        return row["post"]

    assert post("市委书记李炳军强调，要落实。") == "赣州市委书记"
    assert post("省委常委、赣州市委书记李炳军强调，要落实。") == "省委常委、赣州市委书记"
    assert post("青石县委书记李炳军强调，要落实。") == "青石县委书记"
    assert post("市委书记崔勇军强调，要落实。") == "市委书记"


POSTS = (
    "青石市委书记",
    "河湾县委副书记、县长",
    "青石市财政局局长",
    "白塔村党支部书记",
    "省政协副主席",
)
SURNAMES = "王李张刘陈赵周吴徐孙朱郭"
GIVEN = "涛斌娟磊婷睿璐瑶琳晗"
people = st.lists(
    st.tuples(
        st.sampled_from(POSTS),
        st.builds(
            "".join,
            st.tuples(st.sampled_from(SURNAMES), st.sampled_from(GIVEN), st.sampled_from(GIVEN)),
        ),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda pair: pair[1],
)


@given(
    people,
    st.sampled_from(("、", "，")),
    st.sampled_from(("出席会议。", "参加调研。", "强调，要落实。")),
)
@settings(max_examples=60, deadline=None)
def test_posts_and_names_come_back_in_pairs(
    named: list[tuple[str, str]], mark: str, end: str
) -> None:
    text = "标题\n" + mark.join(post + name for post, name in named) + end
    rows = tag(articles(text), loaded())["person_mentions"].to_pylist()
    assert {(row["post"], row["person"]) for row in rows} == set(named)


@given(st.sampled_from([post.person for post in loaded().posts]), st.sampled_from(GIVEN))
@settings(max_examples=60, deadline=None)
def test_a_known_name_inside_a_longer_one_is_never_found(known: str, more: str) -> None:
    if len(known) > 2:
        return
    text = f"标题\n青石县长{known}{more}说，春耕不等人。{known}{more}、王磊等县领导出席会议。"
    rows = tag(articles(text), loaded())["person_mentions"].to_pylist()
    names = {row["person"] for row in rows}
    assert known not in names
    assert known + more in names
