# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""Pages of our own, laid out as Chinese outlets lay them out, with the noise that stands around.

Every text is invented. ``ARTICLE`` is what each page must yield.
"""

from __future__ import annotations

HEADLINE = "青溪县新建三座标准厂房 年底前全部投用"
TIME = "2019-02-24 07:42"
BODY = (
    "2月23日，青溪县工业园区三座标准厂房同时封顶，总面积约六万平方米，年底前将全部投入使用。",
    "园区负责人说，厂房按照电子信息企业的要求设计，层高、承重和供电都留足了余量，企业签约后三个月内就能投产。",
    "目前已有八家企业预约参观，其中两家来自长三角地区，计划把整条生产线搬到青溪。",
    "县工信局表示，下一步将补齐污水处理和员工宿舍两项配套，力争三年内新增就业岗位两千个。",
)
NAV = "".join(
    f'<li><a href="/{n}/">{n}</a></li>' for n in "首页 时政 社会 财经 教育 旅游 健康 视频".split()
)
RELATED = "".join(
    f'<li><a href="/news/{i}.html">{t}</a></li>'
    for i, t in enumerate(
        (
            "白塔镇万亩油菜花迎来最佳观赏期",
            "市民中心新增夜间办事窗口",
            "老城区地下管网改造今日开工",
            "春季招聘会提供岗位三千余个",
        )
    )
)
FOOTER = "<div class='footer'><p>版权所有 青溪新闻中心 备案号：000000号 违法和不良信息举报电话：000-0000</p></div>"


def paragraphs(tag: str = "p", indent: str = "\u3000\u3000") -> str:
    return "".join(f"<{tag}>{indent}{text}</{tag}>" for text in BODY)


def whole(body: str, *, head: str = "", title: str = HEADLINE) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}<style>.a{{color:red}}</style>"
        f"<script>var page = '{HEADLINE}';</script></head><body>"
        f"<div class='topnav'><ul>{NAV}</ul></div>{body}{FOOTER}</body></html>"
    )


def portal() -> str:
    """Old portal template: metas with a space in the name, credit spans, video teasers."""
    return whole(
        f"""<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/jx/">江城频道</a></div>
        <div id="artical"><h1 id="artical_topic">{HEADLINE}</h1>
        <div id="artical_sth"><p><span class="ss01">2019年02月24日 07:42</span>
        来源：<span class="ss03"><a itemprop="isBasedOnUrl" href="http://paper.qx.test/1.html">青溪日报</a></span></p></div>
        <div id="artical_real"><div id="main_content">{paragraphs()}
        <p>[责任编辑：李青 PN012]</p></div></div>
        <div class="relation"><h3>相关新闻</h3><ul>{RELATED}</ul></div></div>""",
        head='<meta name="og:time " content="2019年02月24日 07:42"><meta name="author" content="admin">',
        title=f"{HEADLINE}_江城频道_某某网",
    )


def government() -> str:
    """Government site: standard metas, one table for layout, a printed label for everything."""
    return whole(
        f"""<table><tr><td class="bt">{HEADLINE}</td></tr><tr><td>发布日期：2019-02-24 07:42
        &nbsp;&nbsp;信息来源：县工信局&nbsp;&nbsp;浏览次数：<span>31</span>&nbsp;&nbsp;字体：[大 中 小]</td></tr>
        <tr><td><div class="TRS_Editor">{paragraphs()}</div></td></tr>
        <tr><td>【打印本页】【关闭窗口】</td></tr></table>""",
        head='<meta name="PubDate" content="2019-02-24 07:42"><meta name="ContentSource" content="县工信局">'
        '<meta name="ColumnName" content="部门动态">',
    )


def line_breaks() -> str:
    """A page without paragraphs: text parted by <br>, byline in brackets at the end."""
    text = "<br><br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in BODY)
    return whole(
        f"""<div class="main"><h2 class="title">{HEADLINE}</h2>
        <div class="info">时间：2019/2/24 7:42:00 来源：<a href="http://a.test">青溪新闻网</a> 作者：王小明 责任编辑：李青</div>
        <div class="content">{text}<br>（记者 王小明 通讯员 赵 青）</div></div>
        <div class="sidebar"><ul>{RELATED}{RELATED}</ul></div>"""
    )


def wire() -> str:
    """Wire template: dateline, everything labelled below the text, pager and share buttons."""
    return whole(
        f"""<div class="h-title">{HEADLINE}</div><div class="h-info"><span class="h-time">2019-02-24 07:42:15</span>
        来源：<em id="source">青华社</em></div>
        <div id="p-detail"><p>青华社江城2月24日电（记者王小明）{BODY[0]}</p>{paragraphs()[len(BODY[0]) + 9 :]}
        <p>（完）</p><div class="zan-wap">点赞</div></div>
        <div class="p-tags">责任编辑： 李 青 青</div>
        <div class="bshare">分享到：<a href="#">微博</a><a href="#">微信</a></div>"""
    )


def self_media() -> str:
    """Account page: bare name beside the time, comments with prose below the text."""
    comments = "".join(
        f'<li class="comment-item"><a class="user-name" href="/u{i}">网友{i}</a>'
        f"<p>这条消息说得很实在，我家就在园区旁边，希望厂房早点投用，大家都能在家门口上班，真是好事。</p></li>"
        for i in range(9)
    )
    return whole(
        f"""<article><h1>{HEADLINE}</h1><div class="article-meta"><span class="name">青溪观察</span>
        <span>2019-02-24 07:42</span></div><div class="article-content">{paragraphs()}</div></article>
        <div id="comment"><h3>热门评论</h3><ul>{comments}</ul></div>"""
    )


def teasers() -> str:
    """A short text under its headline, and a stream of other articles' teasers beneath it."""
    stream = "".join(
        f'<li class="stream-item"><h3><a href="/s/{i}.html">白塔镇第{i}期春季采风活动圆满结束</a></h3>'
        f"<p>活动为期三天，来自全市的四十位摄影爱好者走进村庄、茶园和码头，用镜头记录春耕时节的乡村风貌。</p></li>"
        for i in range(30)
    )
    return whole(
        f"""<div class="wrap"><div class="left"><h1>{HEADLINE}</h1><div>2019年2月24日 上午7:42</div>
        <div class="caas-body">{paragraphs()}</div></div><ul class="stream">{stream}</ul></div>"""
    )


ALL = (portal, government, line_breaks, wire, self_media, teasers)
