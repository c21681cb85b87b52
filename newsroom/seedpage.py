# ruff: noqa: E501 - markup and sentences are kept on one line
"""One hand-written page with every oddity of a compiled regional report: sample_ifeng, 2019-02-24."""

from __future__ import annotations

from datetime import datetime
from html import escape

from newsroom.facts import NewsArticle, Organisation, Reprint, SpeechAct, Target
from newsroom.pages.frame import VIDEOS, nav
from newsroom.pages.ifeng import DISCLAIMER
from newsroom.places import GANZHOU
from newsroom.themes import THEMES, count_themes
from storage.clock import BEIJING

SERIAL = 1  # keeps its address /a/20190224/7235001_0.shtml
HEADLINE = "赣州召开全市主攻工业发展大会 李炳军对新一轮攻坚提出要求"
LEAD = "2月23日上午，赣州市召开主攻工业发展大会，盘点三年来主攻工业走过的路，部署“主攻工业、三年再翻番”和2019年的重点任务，号召全市干部再鼓一把劲。"
TRUNCATED = (
    "2月23日上午，赣州市召开主攻工业发展大会，盘点三年来主攻工业走过的路，部署",
    "和2019年的重点任务，号召全市干部再鼓一把劲。",
)
"""The lead once more, as the page prints it above: the slogan was a picture and is lost."""
EXCERPT = ("2015年9月", "一个目标在赣州叫响", "三年转眼过去", "如今", "号角再次吹起")
PARAGRAPHS = (
    LEAD,
    "市委书记李炳军出席并讲话，市长曾文明主持。会议宣读了表彰通报。",
    "会议提出，围绕“两城两谷一带”和纺织服装集群，力争用三年时间新培育三个千亿级产业集群。首位产业要补短板，强链补链要见实效。",
    "满园扩园要加快脚步，争取三年再建成1000万平方米标准厂房。企业上市“映山红”行动要有新名单。",
    "李炳军要求，各级主要负责同志要扛起主攻工业的责任，一个项目一名领导，一个项目一个专班。",
    "要把降成本、优环境做到企业心坎上，“优化发展环境50条”一条一条兑现。",
    "曾文明要求，紧咬主攻工业不放松，智能制造要上规模，数字经济要有政策，军民融合要有示范项目。",
)
COUNTY_LINES = ("章贡区、南康区、于都县、龙南县、信丰县", "上犹县、崇义县、定南县、大余县")
COMPANY_LINES = (
    "赣州星澜生物科技有限公司、赣州海岳水泥有限责任公司、崇义昌元钨业股份有公司、江西于都南峰水泥有限公司",
    "赣州市鹏豪新能科技有公司、贛州市秋原微电子有限公司、贛州科立稀土新材料有限公司",
    "安睿（信丰）时装有限公司、江西龙南堉成科技有限公司",
    "汇明森达（龙南）家具有限公司、江西会昌县石坚矿业有公司",
    "全南县新源稀土有限公司",
    "大余县宏丰矿业有限公司、大余东和有色金属有限公司",
)
CLOSING = "会议表彰了2018年度先进单位和企业，受表彰代表作了发言。"
CREDIT = "来源：综合赣南日报、记者张新宗/文，记者刘恺/图"
LISTED_BY_NAME = {county.short: county.code for county in GANZHOU}


def seed_article(number: int) -> NewsArticle:
    paragraphs = [*PARAGRAPHS, *COUNTY_LINES, *COMPANY_LINES, CLOSING]
    lines = (*COUNTY_LINES, *COMPANY_LINES)
    names = [name for line in COMPANY_LINES for name in line.split("、")]
    listed = {
        code
        for short, code in LISTED_BY_NAME.items()
        if any(short in line for line in COUNTY_LINES)
    }
    return NewsArticle(
        number=number, channel="sample_ifeng", serial=SERIAL, headline=HEADLINE, paragraphs=paragraphs,
        published=datetime(2019, 2, 24, 7, 42, tzinfo=BEIJING), precision="minute",
        story="seed", kind="award", topic="industry", section="江西要闻",
        url="http://jx.ifeng.newsroom.test/a/20190224/7235001_0.shtml",
        origins=("赣南日报",), is_compiled=True, reporters=("张新宗",), photographers=("刘恺",),
        editors=("李泊",), list_lines=lines, image_count=4,
        themes=count_themes("\n".join([HEADLINE, *paragraphs]), tuple(theme.label for theme in THEMES)),
        listed=tuple(sorted(listed)),
        mentioned=("360729", "360733"),  # only inside company names
        targets=[
            Target(3.0, "个", 3.0, "个", "力争", "千亿级产业集群", "三年", sentence(2, 0)),
            Target(1000.0, "万平方米", 1e7, "平方米", "再建成", "标准厂房", "三年", sentence(3, 0)),
        ],
        speech_acts=[
            SpeechAct("李炳军", "市委书记", None, None, sentence(1, 0)),
            SpeechAct("曾文明", "市长", None, None, sentence(1, 0)),
            SpeechAct("李炳军", "市委书记", "要求", "主攻工业", PARAGRAPHS[4]),
            *(
                SpeechAct("曾文明", "市长", "要求", theme, PARAGRAPHS[6])
                for theme in ("主攻工业", "智能制造", "数字经济", "军民融合")
            ),
        ],
        organisations=[organisation(name) for name in names],
        reprint=Reprint(None, "赣南日报", "declared_name"),
    )  # fmt: skip


def sentence(paragraph: int, index: int) -> str:
    return PARAGRAPHS[paragraph].split("。")[index] + "。"


def organisation(raw: str) -> Organisation:
    name = raw.replace("有公司", "有限公司").replace("贛", "赣")
    code = next((code for short, code in LISTED_BY_NAME.items() if short in raw), None)
    return Organisation(name, raw, code, True)


def noise_lines() -> list[str]:
    """Lines the page prints that are no part of the article."""
    return [*EXCERPT, *TRUNCATED, CREDIT, DISCLAIMER] + [f"播放数：{plays}" for _, plays in VIDEOS]


def saved_document(article: NewsArticle) -> str:
    """The page as a reader's blog kept it: front matter, an excerpt, a line a block, all its noise."""
    pictures = [
        f'<img align="center" border="0" src="http://p0.newsroom.test/fck/2019_09/9f394a{n}_w1080_h{600 + n}.jpg" />'
        for n in range(article.image_count)
    ]
    icon = '<img border="0" src="http://p2.newsroom.test/a/2016/0810/204c43size1_w16_h16.png" />'
    teasers = [line for name, plays in VIDEOS for line in (name, f"播放数：{plays}")]
    lines = [
        *pictures, icon, article.paragraphs[0], *EXCERPT, *TRUNCATED, *article.paragraphs[1:], CREDIT,
        f"[责任编辑：{article.editors[0]}]", "", "免责声明", DISCLAIMER, *teasers,
    ]  # fmt: skip
    body = "\n".join(lines)
    return f"""---
title: {article.headline}_江西频道
author: wetech
date: {article.published:%Y-%m-%d- %H:%M}
tags:
categories:
---
{EXCERPT[0]}
<!-- more -->

{body}
"""


def render(article: NewsArticle, related: str) -> str:
    shown = f"{article.published:%Y年%m月%d日 %H:%M}"
    pictures = "\n".join(
        f'<p align="center"><img align="center" border="0" src="/fck/2019_09/9f394a{n}_w1080_h{600 + n}.jpg" /></p>'
        for n in range(article.image_count)
    )
    body = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in article.paragraphs if text not in article.list_lines and text != CLOSING)  # fmt: skip
    body = body.replace(
        "部署“主攻工业、三年再翻番”",
        '部署<strong><span style="color:#c00">“主攻工业、三年再翻番”</span></strong>',
    )
    rows = "\n".join(f"<tr><td><p>{escape(line)}</p></td></tr>" for line in article.list_lines)
    quote = "\n".join(f'<p style="text-align:center">{text}</p>' for text in EXCERPT)
    videos = "\n".join(
        f'<li><a href="/video/{plays}.shtml"><img src="/v/{plays}.jpg"></a><h5>{name}</h5><p>播放数：{plays}</p></li>'
        for name, plays in VIDEOS
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{article.headline}_江西频道_凤凰网</title><meta name="og:title" content="{article.headline}" />
<meta name="og:time " content="{shown}" /><meta name="author" content="wetech" /></head>
<body><div class="h_nav">{nav("首页 资讯 财经 娱乐 体育")}</div>
<div class="left" id="artical" itemscope itemtype="http://schema.org/NewsArticle">
<h1 id="artical_topic" itemprop="headline">{article.headline}</h1>
<div id="artical_sth"><p><span itemprop="datePublished" class="ss01">{shown}</span><span itemprop="publisher">来源：<span class="ss03"><span>赣南日报</span></span></span></p></div>
<div id="artical_real"><div id="main_content" class="js_selection_area" itemprop="articleBody">
{pictures}
<p>{LEAD.replace("部署“主攻工业、三年再翻番”", "部署</p><p><img src='/q/slogan_w300_h40.png'/></p><p>")}</p>
{quote}
{body}
<table>{rows}</table>
<p>{CLOSING}</p>
<p>{CREDIT}</p>
<p class="zbq">[责任编辑：{article.editors[0]}]</p>
<span class="ifengLogo"><a href="/"><img src="/a/2016/0810/204c433878d5cf9size1_w16_h16.png" /></a></span>
</div></div>
<div id="artical_sth2"><div class="zmz"><h4>免责声明</h4><p>{DISCLAIMER}</p></div></div>
<div class="video_box"><h3>频道推荐视频</h3><ul>{videos}</ul></div></div>
<div class="right"><h2>相关新闻</h2><ul>{related}</ul></div>
<div class="footer"><p>凤凰新媒体 版权所有 Copyright © 2019 Phoenix New Media Limited</p></div></body></html>"""
