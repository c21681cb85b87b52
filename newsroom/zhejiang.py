"""Zhejiang, as the newsroom of another province reports on it from Ningbo."""

from __future__ import annotations

from newsroom.places import County

NINGBO = tuple(
    County(code, name, name[:-1])
    for code, name in (
        ("330203", "海曙区"),
        ("330205", "江北区"),
        ("330206", "北仑区"),
        ("330211", "镇海区"),
        ("330212", "鄞州区"),
        ("330225", "象山县"),
        ("330226", "宁海县"),
        ("330281", "余姚市"),
        ("330282", "慈溪市"),
    )
)

ELSEWHERE = tuple(
    County(code, name, name[:-1])
    for code, name in (
        ("330122", "桐庐县"),
        ("330127", "淳安县"),
        ("330182", "建德市"),
        ("330324", "永嘉县"),
        ("330329", "泰顺县"),
        ("330483", "桐乡市"),
        ("330523", "安吉县"),
        ("330624", "新昌县"),
        ("330681", "诸暨市"),
        ("330782", "义乌市"),
        ("330825", "龙游县"),
        ("330881", "江山市"),
        ("331022", "三门县"),
        ("331023", "天台县"),
        ("331082", "临海市"),
        ("331121", "青田县"),
        ("331125", "云和县"),
    )
)

HOMONYMS: tuple[tuple[str, str], ...] = (
    # (sentence, why it names no county of ours)
    ("上海宁海东路上的老书店吸引了不少年轻人前来打卡", "宁海东路 is a street in Shanghai"),
    ("“江北水城”聊城的游船换上了新灯，夜里的湖面更热闹", "江北水城 is what 聊城 calls itself"),
    ("厦门镇海路的骑楼下，邻里食堂每天为老人准备热饭热菜", "镇海路 is a street in Xiamen"),
    ("广州镇海楼的花灯展将持续到元宵节后", "镇海楼 is a tower in Guangzhou"),
    ("居民楼天台上的小菜园收了第一茬青菜", "天台: the roof of a house"),
    ("学校这学期新增了三门选修课，孩子们可以自己挑", "三门 is a number of courses"),
    ("镜头里的白云和梯田被做成了明信片", "云和 inside 白云和梯田"),
    ("老师傅用海盐腌渍的萝卜干装了满满两坛", "海盐 is salt"),
    ("长卷《千里江山图》的复制品在图书馆展出", "江山 inside the name of a painting"),
)

OLD_NAMES: tuple[tuple[str, str], ...] = (
    # (sentence with a former name, code of the county it means)
    ("三年前，这里还叫奉化市，水蜜桃摊大多摆在国道两旁", "330213"),
    ("撤县设区之前的鄞县，当地人把集市日子叫作“市日”", "330212"),
)

OUTLETS = {
    "sample_ifeng": "凤凰网浙江",
    "sample_enorth": "明州在线",
    "sample_people": "人民网浙江频道",
    "sample_trs": "宁波政务公开网",
    "sample_rss": "四明新声网",
    "sample_founder": "甬江日报",
    "sample_xinhua": "新华网浙江频道",
    "sample_chinanews": "中新网浙江",
    "sample_json": "钱塘快讯",
    "sample_sitemap": "姚江新闻网",
    "sample_static": "三江口新闻网",
}
