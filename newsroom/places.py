"""Counties the newsroom reports on, and phrases that only look like them."""

from __future__ import annotations

from typing import NamedTuple


class County(NamedTuple):
    code: str
    name: str
    """Full name valid in early 2019."""
    short: str


GANZHOU = tuple(
    County(code, name, short)
    for code, name, short in (
        ("360702", "章贡区", "章贡"),
        ("360703", "南康区", "南康"),
        ("360704", "赣县区", "赣县"),
        ("360722", "信丰县", "信丰"),
        ("360723", "大余县", "大余"),
        ("360724", "上犹县", "上犹"),
        ("360725", "崇义县", "崇义"),
        ("360726", "安远县", "安远"),
        ("360727", "龙南县", "龙南"),
        ("360728", "定南县", "定南"),
        ("360729", "全南县", "全南"),
        ("360730", "宁都县", "宁都"),
        ("360731", "于都县", "于都"),
        ("360732", "兴国县", "兴国"),
        ("360733", "会昌县", "会昌"),
        ("360734", "寻乌县", "寻乌"),
        ("360735", "石城县", "石城"),
        ("360781", "瑞金市", "瑞金"),
    )
)

ELSEWHERE = tuple(
    County(code, name, short)
    for code, name, short in (
        ("360124", "进贤县", "进贤"),
        ("360424", "修水县", "修水"),
        ("360428", "都昌县", "都昌"),
        ("360481", "瑞昌市", "瑞昌"),
        ("360826", "泰和县", "泰和"),
        ("360827", "遂川县", "遂川"),
        ("360881", "井冈山市", "井冈山"),
        ("360922", "万载县", "万载"),
        ("360926", "铜鼓县", "铜鼓"),
        ("360982", "樟树市", "樟树"),
        ("361023", "南丰县", "南丰"),
        ("361030", "广昌县", "广昌"),
        ("361123", "玉山县", "玉山"),
        ("361130", "婺源县", "婺源"),
    )
)

COUNTIES = GANZHOU + ELSEWHERE
BY_CODE = {county.code: county for county in COUNTIES}

HEPING = "441624"
"""和平县 in Guangdong: named by one of the traps, and really meant there."""
HOMONYMS: tuple[tuple[str, str], ...] = (
    # (sentence, why it names no county of ours)
    (
        "广东省和平县定南水沿岸的古码头近日完成修缮，游客可以沿河步行参观",
        "定南水 is a river in 和平县",
    ),
    ("上海瑞金医院的专家团队通过远程会诊系统，为当地患者制定了手术方案", "瑞金医院 is in Shanghai"),
    ("科教兴国战略的实施为基层学校带来了新的实验设备", "兴国 inside 科教兴国"),
    ("这条通道建成后，将打通城区全南北向主干道的最后一个堵点", "全南 inside 全南北向"),
    ("大庆龙南医院与省内同行交流了康复护理经验", "龙南医院 is in 大庆"),
    ("天津市安远路上的老店铺吸引了不少年轻人前来打卡", "安远路 is a street"),
    ("南京石城风景区的花灯展将持续到元宵节后", "石城 is an old name of 南京"),
    ("广州会昌街的邻里食堂每天为老人准备热饭热菜", "会昌街 is a street"),
)

OLD_NAMES: tuple[tuple[str, str], ...] = (
    # (sentence with a former name, code of the county it means)
    ("十年前，这里还叫南康市，家具厂大多挤在国道两旁", "360703"),
    ("撤县设区之前的赣县，当地人把集市日子叫作“圩日”", "360704"),
)
