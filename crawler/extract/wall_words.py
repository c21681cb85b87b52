"""What walls say, kind by kind: a second sign, for titles and sentences of pages that say little.

A title is a wall's if it says nothing else: 系统维护中 is one, 系统维护致办事大厅停摆 is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.site_names import SITE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = {
    "captcha": "验证|校验|滑块|拼图|机器人|captcha|verif(?:y|ication)|human|robot",
    "login": r"登[录陆錄]|登入|用户名|密码|身份认证|单点|注册|log ?[io]n|sign ?in|password",
    "too_often": "频繁|繁忙|过快|过多|拥挤|超限|超出|稍后|too many|rate limit|busy|unavailable",
    "maintenance": "维护|升级|改版中|改版升级|正在改版|建设|检修|维修|割接|暂停|关闭|备案中|敬请"
    "|整改|不便|maintenance|construction|be right back",
    "refused": "拦截|阻断|拒绝|禁止|无权|受限|封禁|黑名单|限制|防火墙|防护|威胁|攻击|异常|违规|非法"
    "|未.{0,3}备案|forbidden|denied|rejected|blocked|unauthorized|not allowed|firewall|waf",
    "script": "java ?script|浏览器|客户端打开|加载|载入|跳转|转向|稍[候等]|等待|loading|redirect"
    "|just a moment|please wait|checking",
    "consent": "隐私|cookies?|同意|接受|consent|privacy|agree|accept|个性化|合作伙伴",
    "parking": "域名|domain|站点|nginx|apache|iis|parked|for sale|it works|default|welcome|恭喜"
    "|coming soon|suspended|转让|出售|到期",
}
WALLS = {kind: re.compile(words, re.IGNORECASE) for kind, words in KINDS.items()}
FILL = re.compile(
    r"系统|网站|本站|平台|服务器?|用户|会员|读者|帐号|账号|管理员?|后台|统一|中心|入口|页面?|窗口|首页|数据"
    r"|安全|身份|人机|真人|访问者?|访客|请求|操作|行为|网络|环境|云|应用|频率|次数|资源|权限|信息|内容|设置"
    r"|政策|条款|协议|声明|提示|提醒|公告|通知|说明|警告|错误|失败|结果|状态|检[测查]|核对|识别|确认|完成|进行|创建|成功|默认|生成|自动"
    r"|通过|继续|返回|进入|重试|再试|刷新|点击|输入|开启|启用|允许|重视|保护|暂时|临时|正在|已经|即将|可能|需要"
    r"|过于|太过|您|你|我们?|他|它|是否|不是?|请|的|地|得|了|被|已|将|正|在|中|后|先|再|与|和|及|或|并|为|因|由|对"
    r"|于|有|无|未|此|该|本|一下?|几秒|片刻|过|太|快|多|码|器|图|页|码|ip|url|web|http|error|access|request"
    r"|server|site|page|windows|account|空间|列入"
    r"|your?|the|are|this|is|a|to|by|we|you|not|or|and|please|required|attention|40[0-9]|50[0-9]"
    r"|\d+",
    re.IGNORECASE,
)
"""What titles and sentences of walls are made of besides."""
DEMAND = re.compile(
    r"""(?:请|需要?|须|必须).{0,8}登[录陆](?:$|.{0,8}(?:查看|阅读|浏览|继续|访问|全文))
    |登[录陆]后.{0,4}(?:查看|阅读|浏览|继续|访问|全文)|會員登入
    |^(?:.{0,12}[，,])?请.{0,6}(?:输入|完成|通过|拖动|点击|进行|按住).{0,10}(?:验证|滑块|用户名|密码|拼图)
    |^(?:.{0,12}[，,])?请.{0,8}(?:开启|启用|允许|打开).{0,6}(?:java\s?script|cookie|脚本)""",
    re.VERBOSE | re.IGNORECASE,
)
"""A sentence that asks something of the reader."""
FOOTER = re.compile(
    r"版权|^(?!.*未.{0,3}备案).*备案|ICP|copyright|©|主办|承办|地址[:：]|电话|热线|邮编|邮箱|技术支持|公网安备|许可证"
    r"|powered by|客服|举报|all rights",
    re.IGNORECASE,
)
"""What stands under any page."""
VISIT = re.compile(
    r"联系(?:我们|网站)?管理员|(?:事件|event|request|ray|support|会话)\s*id|客户端ip|您的ip",
    re.IGNORECASE,
)
"""What firewalls note of a visit."""
NO_LETTERS = re.compile(r"[\W_]+")
TITLE_PARTS = re.compile(r"\s*[-_|–—·]+\s*")
COLON = re.compile(r"\s*[:：]\s*")
LONGEST_TITLE = 36
SENTENCE_SHARE = 0.25
"""Of a sentence's letters that words of walls are."""


def letters(text: str) -> int:
    """Count of letters, digits and hanzi."""
    return len(NO_LETTERS.sub("", text))


def wall_of(title: str) -> str | None:
    """The kind of wall that a title is, of the part before any site name; None if it says more.

    What a colon joins is one title, unless a site's name stands before it.
    """
    for part in TITLE_PARTS.split(title.strip())[:2]:
        before, *after = COLON.split(part, maxsplit=1)
        said = after[0] if after and SITE_NAME.search(before) else part
        if not 2 <= len(said) <= LONGEST_TITLE:
            continue
        kind = said_by((said,))
        if kind is None:
            continue
        rest = FILL.sub("", WALLS_TOGETHER.sub("", said))
        if letters(rest) * 4 <= letters(said):
            return kind
    return None


def said_by(sentences: Iterable[str]) -> str | None:
    """The kind whose words stand in these sentences most; None if none do."""
    text = "\n".join(sentences)
    said = {kind: said_letters(words, text) for kind, words in WALLS.items()}
    kind = max(said, key=lambda name: said[name])
    return kind if said[kind] else None


def is_of_wall(sentence: str) -> bool:
    """Whether a sentence may be a wall's: it asks something, or is made of such words."""
    if DEMAND.search(sentence):
        return True
    said = said_letters(WALLS_TOGETHER, sentence)
    if not said:
        return False
    rest = letters(FILL.sub("", WALLS_TOGETHER.sub("", sentence)))
    return rest * 2 <= letters(sentence) or said >= SENTENCE_SHARE * letters(sentence)


def said_letters(words: re.Pattern[str], text: str) -> int:
    return sum(letters(found.group()) for found in words.finditer(text))


WALLS_TOGETHER = re.compile("|".join(KINDS.values()), re.IGNORECASE)
