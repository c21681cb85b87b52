"""Words that stand before the name of a body and are no part of it: 得知江西…, 上诉人北京…."""

from __future__ import annotations

import re

from transforms.clean.word_lists import first_characters, pattern_of, words

LEADING = words(
    """
    得知 获悉 了解到 落实 牵头组织 组织 深入 台企 民企 央企 国企 名企 港企 上诉人 被上诉人 被告
    原告 被告人 申请人 被申请人 第三人 单位 起诉 状告 还有 母公司 子公司 分公司 公司和 公司与
    公司及 集团和 集团与 看望 用好 签署 签约 获得 代表和 收购 入股 委托 携手 进驻 落户 成立 设立
    创办 名为 名叫 就职于 任职于 供职于 毕业于 考入 进入 前往 抵达 返回 离开 加入 依托 借助 通过
    鼓励 推动 引导 会同 协同 对接 拜访 访问 走访 慰问 捐给 送往 送到 转到 转至 进行 开展 举行 召开
    由于 为了 根据 按照 位于 走进 来到 调研 考察 参观 引进 引入 邀请 帮助 支持 负责人 董事长
    总经理 总裁 项目由 以及 包括 其中 分别 投资方 业主 承建方 记者 下属 旗下 禁止 获奖 表彰 坐落于
    来自 涉及 对阵 战胜 联系 调查 处罚 约谈 通报 查处 检查 抽查 督导 要求 表示 发现 指出 介绍 显示
    认为 强调 宣布 决定 经过 作为 成为 当选 聘请 龙头企业 骨干企业 供应商 运营商 开发商 承包商
    股东 客户 平台 品牌 先后 陆续 已经 目前 日前 近日 昨日 今日 今天 昨天 当天 随后 同时 此外 另外
    例如 比如 譬如 诸如 就是 正是 申报 该县 该市 该区 该省 该镇 全面 视察 关于 对于 抱着 支援 驰援
    入住 载有 申领 以下简称 下称 简称 省市和 部门和 单位和 家属和 政府和 政府与 促成 吸引 迎来
    建成 建设 打造 加快 推进 规划建设 投资建设
    """
)
START_AFTER = re.compile(
    pattern_of(tuple(sorted(LEADING, key=lambda one: (-len(one), one))))
    + r"|(?<=公司|集团|协会|商会|大学|银行|医院|学院|学会)[和与及]"
    + r"|[电讯]\([^()]*\)|(?:\d{1,4}[年月日时])+(?:电|讯|至)?"
    + r"|[\d一二三四五六七八九十多几两]+[家所座]|等(?!离)"
)
MAY_START_AFTER = re.compile(
    rf"[{first_characters(LEADING)}和与及电讯\d一二三四五六七八九十多几两等]"
)
"""What every match of ``START_AFTER`` begins with: a look for it is cheaper than a search."""
INSIDE = re.compile(
    r"建设(?=投资|集团|工程|开发|有限|股份|银行|发展|控股|局|委|厅|科技|监理|管理)"
    r"|平台(?=科技|经济|集团|有限)|品牌(?=管理|运营|有限|策划)|组织(?=部|委)|通过(?=性)"
    r"|规划建设(?=局|委|管理)|调查(?=队|局|中心|研究)|检查(?=站|院|局|分院)|访问(?=团)|联系(?=会)"
    r"|投资建设(?=集团|有限|开发|股份|发展)|单位(?=会)|龙头企业(?=联合|协会)|股东(?=会)|代表(?=团|处)"
)
"""The same words inside a name: 建设 of 建设投资集团."""


def name_begin(text: str, low: int, end: int) -> int:
    """Behind the last word before ``end`` that leads to a name and is no part of one."""
    begin = low
    first = MAY_START_AFTER.search(text, low, end)
    if first is None:
        return begin
    for found in START_AFTER.finditer(text, first.start(), end):
        if found.end() <= end - 2 and INSIDE.match(text, found.start()) is None:
            begin = found.end()
    return begin
