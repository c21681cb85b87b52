# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""Ordinary pages that might be taken for challenges: short, odd, or about such things.

``ORDINARY`` are (name, page): every content in every layout. All texts are invented.
"""

from __future__ import annotations

from tests.crawler.extract.pages import BODY, FOOTER, NAV, RELATED

LOGIN_BOX = "<div class=login-box><form action=/login><input name=user placeholder=用户名><input type=password name=pass placeholder=密码><button>登录</button> <a href=/reg>注册</a></form></div>"
COMMENTS = "<div class=comment><h3>网友评论</h3><p>请登录后发表评论</p><form><textarea></textarea><input name=yzm placeholder=验证码><img src=/captcha.php></form></div>"
COOKIE_BAR = "<div class=cookie-bar>本网站使用Cookie，继续浏览即表示您同意我们的隐私政策。<button>同意</button></div>"
SCRIPTS = "<script>var _hmt=_hmt||[];document.cookie='v=1;path=/';(function(){var s=document.createElement('script');s.src='https://stat.test/h.js'})();</script>"
PLAYER = "<div id=player></div><script>new Player({url:'/v/1.mp4',loading:true})</script>"

CONTENTS: dict[str, tuple[str, str]] = {
    "picture_news": (
        "青溪油菜花开",
        "<p><img src=/p/1.jpg></p><p>2月24日，游客在白塔镇赏花。李青摄</p>",
    ),
    "picture_two_lines": (
        "图片新闻：春耕",
        "<p><img src=/p/2.jpg></p><p>农民在田间劳作。</p><p>王小明 摄</p>",
    ),
    "picture_only_caption": ("老街夜色", "<img src=/p/3.jpg><p>灯光下的老街</p>"),
    "video": ("视频丨青溪县标准厂房封顶", PLAYER),
    "video_tag": ("航拍：江城跨江大桥合龙", "<video src=/v/2.mp4 controls></video>"),
    "notice_sentence": (
        "关于2月25日停水的通知",
        "<p>因管道检修，2月25日8时至18时城东片区停水。</p>",
    ),
    "notice_office": ("青溪县教育局关于开学时间的公告", "<p>全县中小学定于2月28日开学。</p>"),
    "appointment": (
        "县人大常委会任免名单",
        "<p>任命王小明为县教育局局长。</p><p>免去李青县教育局局长职务。</p>",
    ),
    "about_captcha": (
        "验证码为何越来越难？专家解读",
        "<p>滑块验证、拼图验证、点选验证，人机验证方式不断翻新。</p><p>专家表示，验证码是为了区分人类和机器。</p>",
    ),
    "about_slider": (
        "滑块验证被破解 青溪警方捣毁打码平台",
        "<p>2月23日，青溪警方通报一起破解滑块验证案件，抓获嫌疑人五名。</p>",
    ),
    "about_login": (
        "多地政务服务平台登录难 记者实测",
        "<p>记者多次输入用户名和密码，均提示登录失败。</p><p>客服称，请登录后在个人中心查看。</p>",
    ),
    "about_login_short": ("登录赣服通可查社保", "<p>参保人登录手机应用后，即可查看缴费记录。</p>"),
    "about_maintenance": (
        "12306系统维护时间调整",
        "<p>铁路部门2月23日发布消息，系统维护时间调整为每日1时至5时。</p>",
    ),
    "about_maintenance_short": (
        "县政务大厅系统升级 办事暂停半天",
        "<p>因系统升级，2月26日上午暂停办理业务。</p>",
    ),
    "about_too_often": (
        "抢票软件访问过于频繁被限制",
        "<p>多名网友反映，抢票时页面提示访问过于频繁，请稍后再试。</p>",
    ),
    "about_403": (
        "网站打不开显示403怎么办",
        "<p>页面出现403 Forbidden，说明服务器拒绝访问，可以联系网站管理员处理。</p>",
    ),
    "about_cookies": (
        "新规要求应用获取用户同意",
        "<p>办法规定，收集个人信息应当取得用户同意，隐私政策应当清晰易懂。</p>",
    ),
    "about_domain": (
        "一域名拍出百万元高价",
        "<p>2月22日，一枚域名以一百二十万元成交，创下今年新高。</p>",
    ),
    "about_firewall": (
        "青溪县开展网络安全攻防演练",
        "<p>演练中，防火墙成功拦截攻击一千余次，未发现异常访问。</p>",
    ),
    "about_security": (
        "县网信办：警惕安全验证类诈骗短信",
        "<p>凡要求输入验证码完成安全验证的短信，都可能是诈骗。</p>",
    ),
    "teaser": (
        "青溪新建三座标准厂房",
        "<p>2月23日，青溪县工业园区三座标准厂房同时封顶，总面积约六万平方米。</p><div class=paywall><p>登录后阅读全文</p><form><input name=u><input type=password></form></div>",
    ),
    "teaser_short": (
        "县城公交调价",
        "<p>3月1日起，县城公交票价调整为两元一票制。</p><p>本文为会员专享，请登录后查看全文。</p>",
    ),
    "question": ("网友：何时修路？", "<p>问：城南路何时修？</p><p>答：计划今年六月动工。</p>"),
    "table": (
        "青溪粮油价格表",
        "<table><tr><td>品名</td><td>价格</td></tr><tr><td>大米</td><td>2.8元</td></tr><tr><td>菜油</td><td>9.5元</td></tr></table>",
    ),
    "weather": ("青溪今日天气", "<p>多云，最高18度，最低9度。</p>"),
    "poem": ("春耕", "<p>布谷声声里，</p><p>人勤春早时。</p>"),
    "download": ("关于印发工作方案的通知附件", "<p>附件：<a href=/f/1.doc>工作方案.doc</a></p>"),
    "obituary": ("讣告", "<p>青溪县原副县长李某某同志因病于2月22日逝世，享年八十岁。</p>"),
    "lottery": ("体彩开奖公告", "<p>第24期：03 07 12 19 25 + 04 11</p>"),
    "full": ("青溪县新建三座标准厂房 年底前全部投用", "".join(f"<p>{text}</p>" for text in BODY)),
    "rumour": (
        "辟谣：网传系统关闭为不实信息",
        "<p>网传城乡居民医保系统关闭，经核实为不实信息。</p>",
    ),
    "wait": ("请等待春天", "<p>老人说，再等一等，花就开了。</p>"),
    "english": (
        "Qingxi opens three factory buildings",
        "<p>The county opened three standard factory buildings on Saturday.</p>",
    ),
    "construction": (
        "某某大桥正在建设中 预计明年通车",
        "<p>目前桥墩已完成八成，预计明年五月通车。</p>",
    ),
    "closing": ("城东市场临时关闭三天", "<p>因消毒需要，城东市场3月1日至3日关闭。</p>"),
    "upgrade": ("青溪县产业升级见成效", "<p>一季度全县工业技改投资增长两成。</p>"),
}
DATELINE = "<div class=info>2019-02-24 07:42　来源：青溪新闻网</div>"


def _bare(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{DATELINE}<div class=content>{body}</div></body></html>"


def _undated(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}_青溪新闻网</title></head><body><div class=topnav><ul>{NAV}</ul></div><h1>{title}</h1><div class=article>{body}</div>{FOOTER}</body></html>"


def _portal(title: str, body: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title} - 青溪新闻网</title>{SCRIPTS}</head><body>{LOGIN_BOX}<div class=topnav><ul>{NAV}</ul></div>"
        f"<h1>{title}</h1>{DATELINE}<div class=article>{body}</div>{COMMENTS}<div class=rel><ul>{RELATED}</ul></div>{FOOTER}{SCRIPTS}</body></html>"
    )


def _commented(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title><meta name=PubDate content='2019-02-24 07:42'>{SCRIPTS}</head><body>{COOKIE_BAR}<h2>{title}</h2><div>{body}</div>{COMMENTS}{LOGIN_BOX}</body></html>"


def _government(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body><table><tr><td class=bt>{title}</td></tr><tr><td>发布日期：2019-02-24　信息来源：县政府办　浏览次数：<script src=/hits.jsp></script></td></tr><tr><td><div class=TRS_Editor>{body}</div></td></tr></table>{FOOTER}</body></html>"


def _mobile(title: str, body: str) -> str:
    return f"<html><head><meta name=viewport content='width=device-width'><title>{title}</title></head><body><section><h1>{title}</h1><time>02-24 07:42</time><div>{body}</div></section><script src=/vconsole.js></script><script>if(/Android/.test(navigator.userAgent)){{document.cookie='m=1'}}</script></body></html>"


LAYOUTS = (_bare, _undated, _portal, _commented, _government, _mobile)
ORDINARY = [
    (f"{name}{layout.__name__}", layout(*content))
    for name, content in CONTENTS.items()
    for layout in LAYOUTS
]
ORDINARY += [
    (
        "gallery",
        f"<html><head><title>图集</title></head><body><h1>图集</h1>{'<img src=/p/4.jpg>' * 6}<script>eval(1)</script></body></html>",
    ),
    (
        "search_with_captcha",
        f"<html><head><title>检索</title></head><body><div class=topnav><ul>{NAV}</ul></div><form action=/s><input name=q><input name=captcha></form><h1>青溪县简介</h1><p>青溪县位于江南。</p>{FOOTER}</body></html>",
    ),
    ("colon", _undated("真人真事：验证", "<p>拖动滑块的老人，学会了使用手机。</p>")),
    (
        "stub_of_wechat",
        "<html><head><title>跳转</title></head><body><script>location.href='http://mp.weixin.qq.com/s/jTXwv5a02lJixkFIlBqhgQ'</script></body></html>",
    ),
]
"""And pages of a layout of their own."""
