# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""Challenges of our own making, as firewalls, portals and hosters lay them out: ``WALLS`` by name.

A row is (status, headers, content type, body). Scripts do nothing; names are those that firewalls give.
"""

from __future__ import annotations

from tests.crawler.extract.pages import FOOTER, NAV, RELATED

HTML = "text/html; charset=utf-8"
NOISE = "".join(f"\\x{(i * 37) % 256:02x}" for i in range(400))
TOPNAV = f"<div class='topnav'><ul>{NAV}</ul></div>"


def page(body: str, *, title: str = "", head: str = "") -> str:
    named = f"<title>{title}</title>" if title else ""
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{named}{head}</head><body>{body}</body></html>"


Row = tuple[int, dict[str, str], str | None, bytes]


def row(body: str | bytes, status: int = 200, kind: str | None = HTML, **headers: str) -> Row:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, named, kind, body if isinstance(body, bytes) else body.encode()


WALLS: dict[str, Row] = {
    # scripts that leave a cookie and come back
    "acw": row(
        f"<html><script>var arg1='9A3F';function setCookie(n,v){{document.cookie=n+'='+v}}var _0x4818=['{NOISE}'];setCookie('acw_sc__v2',arg1);document.location.reload();</script></html>",
        server="Tengine",
    ),
    "acw_bare": row(
        "<script>var arg1='5F';eval(atob('ZG9jdW1lbnQ='));document.cookie='a='+arg1;location.reload()</script>"
    ),
    "ruishu_412": row(
        f"<!DOCTYPE html><html><head><meta id='Kj2' content='qr0{NOISE}'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={{}};$_ts.nsd=72311;$_ts.cd='{NOISE}';</script><script src='/4QbVtADbnLVIc/d.FxJzG50F.js'></script></head><body></body></html>",
        412,
    ),
    "ruishu_202": row(
        f"<html><head><script>$_ts={{}};$_ts.cd='{NOISE}'</script><script src='/a/c.js'></script></head><body><input type=hidden id=__onload__></body></html>",
        202,
    ),
    "ruishu_200": row(
        f"<html><head><meta content='{NOISE}'><script src='/4Qb/c.dx.js' r='m'></script><script>(function(){{var _$aB=0,_$cD=[];eval(String.fromCharCode(102,111));}})()</script></head><body onload='_$q()'></body></html>"
    ),
    "jiasule_521": row(
        "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_clearance_s=1')+';max-age=3600;path=/';location.href=location.pathname+location.search</script>",
        521,
        Set_Cookie="__jsluid_s=1; max-age=31536000",
    ),
    "jiasule_521_empty": row("", 521, kind=None),
    "jiasule_go": row(
        f"<script>var _0x1={{}};function hash(s){{}}go({{'bts':['1','2'],'chars':'ab','ct':'{NOISE}','tn':'__jsl_clearance_s'}})</script>"
    ),
    "wzws": row(
        "<html><head><meta http-equiv='Content-Type' content='text/html'></head><body><noscript><h1><strong>请打开浏览器的javascript，然后刷新浏览器</strong></h1></noscript><script>var dynamicurl='/WZWSRE=';var wzwsquestion='abc';window.location='/news/1.html?wzwscspd=MC4w'</script></body></html>"
    ),
    "yunsuo": row(
        "<html><head><script>function stringToHex(s){return s}function YunSuoAutoJump(){var w=screen.width;document.cookie='srcurl='+stringToHex(window.location.href);self.location='/news/1.html?security_verify_data='+stringToHex(w)}</script><script>setTimeout('YunSuoAutoJump()',50);</script></head></html>"
    ),
    "itself_by_script": row(
        "<html><body><script>window.location.href='/news/1.html?_t=8831'</script></body></html>"
    ),
    "itself_by_refresh": row(
        page("<p>正在验证</p>", head="<meta http-equiv='refresh' content='1;url=/news/1.html?c=1'>")
    ),
    "refresh_in_place": row(
        "<html><head><META HTTP-EQUIV=Refresh CONTENT=2></head><body>Loading</body></html>"
    ),
    "cloudflare_503": row(
        "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><div id='challenge-form'></div><script>window._cf_chl_opt={cType:'managed'};var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/h/b/orchestrate';</script></body></html>",
        503,
        cf_mitigated="challenge",
    ),
    "cloudflare_403": row(
        page(
            "<h1>Sorry, you have been blocked</h1><p>You are unable to access this site.</p>",
            title="Attention Required! | Cloudflare",
        ),
        403,
    ),
    "incapsula": row(
        "<html style='height:100%'><head><META NAME='ROBOTS' CONTENT='NOINDEX'><script src='/_Incapsula_Resource?SWJIYLWA=719'></script></head><body style='margin:0'><iframe src='/_Incapsula_Resource?SWUDNSAI=31' frameborder=0></iframe></body></html>"
    ),
    "obfuscated": row(
        f"<html><body><script type='text/javascript'>var q='{NOISE}';eval(q)</script></body></html>"
    ),
    "obfuscated_gbk": row(
        page(f"<script>eval('{NOISE}')</script><p>正在跳转，请稍候</p>")
        .replace("utf-8", "gbk")
        .encode("gbk"),
        kind="text/html",
    ),
    # firewalls that say no
    "safedog": row(
        page(
            "<div class=box><h2>网站防火墙</h2><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p><p>可能原因：您提交的内容包含危险的攻击请求</p><p>如何解决：检查提交内容；如网站托管，请联系空间提供商；普通网站访客，请联系网站管理员</p></div>",
            title="网站防火墙",
        )
    ),
    "baota_waf": row(
        page(
            "<div class=main><h1>网站防火墙</h1><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p><ul><li>误报反馈</li></ul></div>",
            title="网站防火墙",
        ),
        403,
    ),
    "chuangyu": row(
        page(
            "<div><img src=/cdn/logo.png><h3>当前访问疑似黑客攻击，已被创宇盾拦截。</h3><p>如果您是网站管理员，请登录知道创宇云防御查看详情</p><p>客户端IP：10.1.2.3 事件ID：77ab 2024-05-01 12:00:03</p></div>",
            title="访问被拦截！",
        )
    ),
    "aliyun_405": row(
        page(
            "<div class=tip>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</div><p>您的请求ID是：<strong>7b81</strong></p>",
            title="405",
        ),
        405,
    ),
    "aliyun_405_at_200": row(
        page(
            "<div class=tip>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</div>",
            title="访问被阻断",
        )
    ),
    "forbidden_403": row(
        "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html>",
        403,
    ),
    "forbidden_at_200": row(
        "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>openresty</center></body></html>"
    ),
    "teapot": row("no", 418, kind="text/plain"),
    "unauthorized": row("", 401),
    "denied_with_chrome": row(
        page(
            f"{TOPNAV}<div class=msg><h2>访问受限</h2><p>您所在的网络暂时无法访问该页面，访问请求已被拒绝。</p></div>{FOOTER}",
            title="访问受限 - 青溪新闻网",
        )
    ),
    # too often
    "too_often": row(
        page("<h1>访问过于频繁</h1><p>您的访问过于频繁，请稍后再试。</p>", title="访问过于频繁")
    ),
    "too_often_plain": row("访问过于频繁，请稍后再试", kind="text/plain; charset=utf-8"),
    "too_often_json": row('{"code":429,"msg":"操作过于频繁，请稍后再试"}', kind="application/json"),
    "too_often_site_title": row(
        page(
            "<div class=err><p>您的请求过于频繁，系统已暂时限制您的访问，请十分钟后刷新页面。</p></div>",
            title="青溪新闻网",
        )
    ),
    "busy": row(page("<div>系统繁忙，请稍后再试！<a href=/>返回首页</a></div>", title="提示信息")),
    # captchas
    "captcha_image": row(
        page(
            "<form action=/verify method=post><p>请输入验证码继续访问</p><img src=/captcha.php?r=1><input name=captcha><button>提交</button></form>",
            title="安全验证",
        )
    ),
    "captcha_slider": row(
        page(
            "<div id=slider-captcha class=geetest_holder>请拖动滑块完成验证</div><script src=https://static.test/gt.js></script>",
            title="人机验证",
        )
    ),
    "captcha_site_title": row(
        page(
            f"{TOPNAV}<div class=verify-box><p>为了保障您的正常浏览，请完成下方验证后继续。</p><div id=captcha></div></div><script src=/c.js></script>{FOOTER}",
            title="青溪新闻网",
        )
    ),
    "captcha_english": row(
        page(
            "<h2>Verify you are human</h2><p>Please complete the captcha to continue.</p><div class=h-captcha data-sitekey=1></div>",
            title="Security check",
        )
    ),
    "browser_check": row(
        page(
            "<h1>请稍候片刻</h1>"
            + "<p>为保障访问安全，系统正在核对您的浏览器，请开启脚本并耐心等待几秒钟之后再试一次。</p>"
            * 4,
            title="安全检查",
        )
    ),
    # logins
    "login": row(
        page(
            "<h1>用户登录</h1><form><p>用户名<input name=u></p><p>密码<input type=password></p><p><a href=/r>注册</a> <a href=/f>忘记密码</a></p><button>登录</button></form>",
            title="用户登录",
        )
    ),
    "login_in_chrome": row(
        page(
            f"{TOPNAV}<div class=login><h2>会员登录</h2><form>账号<input name=u>密码<input type=Password><input type=checkbox>记住我<button>登录</button></form><p>还没有账号？立即注册</p></div><div class=hot><ul>{RELATED}</ul></div>{FOOTER}",
            title="会员登录_青溪新闻网",
        )
    ),
    "login_words": row(page("<h1>用户登录</h1><p>请登录后查看全文</p>", title="登录")),
    "login_scan": row(
        page(
            "<div class=qr><img src=/qrcode.png><p>请使用微信扫码登录后继续阅读</p></div>",
            title="登录",
        )
    ),
    "login_over_headline": row(
        page(
            "<h1>青溪县新建三座标准厂房</h1><div>请登录后阅读全文</div><form><input name=u><input type=password></form>",
            title="青溪县新建三座标准厂房_青溪日报",
        )
    ),
    "login_unified": row(
        page(
            "<div id=app><div class=t>统一身份认证平台</div><form><input placeholder=账号><input type=password placeholder=密码></form></div>",
            title="统一身份认证",
        )
    ),
    # maintenance
    "maintenance": row(
        page(
            "<h1>系统维护中</h1><p>系统正在升级维护，给您带来不便，敬请谅解。</p>",
            title="系统维护中",
        )
    ),
    "maintenance_picture": row(
        page("<img src=/images/weihu.jpg><p>网站正在升级改版，敬请期待！</p>", title="青溪新闻网")
    ),
    "maintenance_chrome": row(
        page(
            f"{TOPNAV}<div class=c><h2>网站维护公告</h2><p>因服务器升级，网站于5月1日22:00至次日6:00暂停服务。</p><p>给您带来不便敬请谅解。</p></div>{FOOTER}",
            title="网站维护公告",
        )
    ),
    "maintenance_english": row(
        page(
            "<h1>We&rsquo;ll be right back!</h1><p>Sorry, the site is under maintenance.</p>",
            title="Site Maintenance",
        )
    ),
    "construction": row(page("<div align=center>栏目建设中……</div>", title="栏目建设中")),
    # consent
    "consent": row(
        page(
            "<h1>我们重视您的隐私</h1><p>我们和合作伙伴使用Cookie及类似技术在您的设备上存储和读取信息，用于个性化广告和内容、广告效果评估以及改进产品。</p><p>点击“同意并继续”即表示您接受我们的隐私政策；您也可以管理设置或拒绝。</p><button>同意并继续</button><button>拒绝</button>",
            title="隐私设置",
        )
    ),
    "consent_english": row(
        page(
            "<h2>Before you continue</h2><p>We use cookies and data to deliver services. If you choose to accept all, we will also use cookies to show personalised content.</p><form action=/save><button>Accept all</button><button>Reject all</button></form>",
            title="Consent",
        )
    ),
    # stubs and parking
    "spa": row(
        "<!DOCTYPE html><html><head><title>青溪新闻</title><link href=/css/app.css rel=stylesheet></head><body><noscript><strong>We're sorry but this app doesn't work properly without JavaScript enabled.</strong></noscript><div id=app></div><script src=/js/chunk.js></script><script src=/js/app.js></script></body></html>"
    ),
    "spa_loading": row(
        page(
            "<div id=root><div class=spin>正在加载...</div></div><script type=module src=/assets/index.js></script>",
            title="详情",
        )
    ),
    "spa_untitled": row(
        "<html><body><div id=root></div><script src=/main.js></script></body></html>"
    ),
    "parking": row(
        page("<h1>qingxi.example</h1><p>该域名可转让，有意者请联系。</p>", title="域名出售")
    ),
    "parking_tiny": row(
        "<html><head><title>qingxi.example</title></head><body><p>此域名已过期</p></body></html>"
    ),
    "baota_created": row(
        page(
            "<h1>恭喜，站点创建成功！</h1><h3>这是默认index.html，本页面由系统自动生成</h3><ul><li>本页面在FTP根目录下的index.html</li><li>您可以修改、删除或覆盖本页面</li></ul>",
            title="恭喜，站点创建成功！",
        )
    ),
    "nginx": row(
        page(
            "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p>",
            title="Welcome to nginx!",
        )
    ),
    # as others say it
    "360": row(
        page(
            "<div class=wrap><h1>360网站卫士</h1><p>您的访问存在异常，请完成验证后继续访问</p><input type=text name=code></div>",
            title="网站卫士",
        )
    ),
    "tencent_waf": row(
        page(
            "<h1>很抱歉，您提交的请求可能对网站造成威胁，请求已被管理员设置的策略阻断</h1><p>您的请求UUID为: <span>ab-12</span></p>",
            title="WAF拦截页",
        )
    ),
    "huawei": row(
        page(
            "<p>您的请求疑似攻击行为！</p><p>如果您认为这是误报，请联系网站管理员并提供您的事件ID</p><p>事件ID：77</p>",
            title="访问被拦截",
        )
    ),
    "d_shield": row(page("<b>D盾_拦截提示</b><br>提交参数不合法", title="D盾_拦截提示")),
    "yunjiasu": row(
        page(
            "<h2>百度云加速</h2><p>正在检查您的浏览器……</p><p>该过程将自动完成，您的浏览器将在5秒内跳转到您请求的页面。</p>",
            title="请稍候…",
        )
    ),
    "ip_black": row(page("<h3>您的IP已被列入黑名单</h3><p>如有疑问请联系管理员</p>", title="提示")),
    "no_title_ip": row(page("<p>IP地址异常，禁止访问</p>")),
    "area": row(page("<p>本网站仅限中国大陆地区访问。</p>", title="访问限制")),
    "weixin_env": row(
        page(
            "<div class=weui-msg><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a href=javascript:;>去验证</a></div>",
            title="",
        )
    ),
    "weixin_open": row(page("<p>请在微信客户端打开链接</p>", title="抱歉，出错了")),
    "cas": row(
        page(
            "<div class=cas><form id=fm1><label>工号/学号</label><input name=username><label>口令</label><input type=password name=password><button>LOGIN</button></form></div>",
            title="CAS – Central Authentication Service",
        )
    ),
    "login_en": row(
        page(
            "<form><input name=email><input type=password><button>Sign in</button></form>",
            title="Welcome",
        )
    ),
    "member_only": row(
        page(
            "<h1>青溪县新建三座标准厂房</h1><p>本文为付费内容，请登录后阅读全文</p>",
            title="青溪县新建三座标准厂房",
        )
    ),
    "modem_login": row(
        page(
            "<form><input type=password name=pwd><button>确定</button></form><p>请输入访问密码</p>",
            title="受保护的内容",
        )
    ),
    "maint2": row(
        page(
            "<h1>网站升级公告</h1><p>尊敬的用户：</p><p>为了给您提供更好的服务，本网站将于2024年5月1日0时至5月3日24时进行系统升级，届时将暂停服务，由此带来的不便敬请谅解。</p><p>青溪县政府办</p>",
            title="网站升级公告",
        )
    ),
    "maint3": row(page("<div>网站维护中…</div>")),
    "maint4": row(page("<div><img src=/404/weihu.png></div>", title="网站维护中")),
    "maint5": row(
        page(
            "<p>The site is currently down for maintenance. Please check back soon.</p>",
            title="503",
        )
    ),
    "expired": row(page("<p>您访问的网站空间已到期，请联系管理员续费</p>", title="空间到期")),
    "suspended": row(
        page(
            "<h1>Account Suspended</h1><p>Contact your hosting provider for more information.</p>",
            title="Account Suspended",
        )
    ),
    "iis": row(
        page(
            "<div id=container><a href=http://go.test/><img src=iisstart.png alt=IIS></a></div>",
            title="IIS Windows Server",
        )
    ),
    "parking2": row(
        page(
            "<div id=sedo></div><p>Related searches</p><ul><li><a href=/a>Car insurance</a></li><li><a href=/b>Loans</a></li></ul>",
            title="qingxi.example - This website is for sale!",
        )
    ),
    "parking3": row(page("<a href=/buy>Buy this domain</a>", title="qingxi.example")),
    "agree": row(
        page(
            "<h2>用户须知</h2><p>进入本站前请阅读并同意用户协议。</p><button>同意并进入</button>",
            title="用户须知",
        )
    ),
    "nuxt": row(
        "<!doctype html><html><head><title>Loading...</title></head><body><div id=__nuxt><div id=__nuxt-loading>加载中</div></div><script>window.__NUXT__={}</script><script src=/_nuxt/a.js></script></body></html>"
    ),
    "uniapp": row(
        "<html><head><title></title><script>var coverSupport='CSS' in window</script></head><body><noscript><strong>Please enable JavaScript to continue.</strong></noscript><div id=app></div><script src=/h5/static/js/chunk-vendors.js></script></body></html>"
    ),
    "empty_title": row(page("", title="青溪新闻网") + "<script src=/x.js></script>"),
    "busy2": row(page("<h1>系统繁忙</h1><p>当前访问人数较多，请稍后再试</p>", title="系统繁忙")),
    "queue": row(
        page(
            "<h1>排队中</h1><p>当前访问人数过多，您前面还有120人，请耐心等待。</p>",
            title="排队等待",
        )
    ),
    "verify_click": row(
        page(
            "<p>为确认您不是机器人，请点击下方按钮</p><button id=btn>我不是机器人</button>",
            title="青溪日报",
        )
    ),
    "verify_calc": row(
        page(
            "<form><p>请计算：3 + 5 = <input name=answer></p><button>提交</button></form>",
            title="访问验证",
        )
    ),
    "json_msg": row('{"success":false,"message":"请先登录"}', kind="application/json"),
    "json_403": row('{"code":403,"msg":"Forbidden","data":null}', kind="application/json"),
    "json_captcha": row(
        '{"ret":["FAIL_SYS_USER_VALIDATE"],"data":{"url":"https://x.test/_____tmd_____/punish?x5secdata=1"}}',
        kind="application/json",
    ),
    "punish": row(
        page(
            "<div id=nocaptcha></div><script>window._config_={action:'captcha',url:'/_____tmd_____/punish'}</script>",
            title="验证码拦截",
        )
    ),
    "cdn_err": row(
        page(
            "<h1>请求被拒绝</h1><p>The requested URL was rejected. Please consult with your administrator.</p><p>Your support ID is: 123</p>",
            title="Request Rejected",
        )
    ),
    "f5": row(
        "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1234<br><a href='javascript:history.back();'>[Go Back]</a></body></html>"
    ),
    "netscaler": row(
        "<html><body><script>document.cookie='NSC_x=1';window.location.replace(window.location.href)</script></body></html>"
    ),
    "meta_self": row(
        "<html><head><meta http-equiv=refresh content='0'><script>document.cookie='k=1'</script></head><body></body></html>"
    ),
    "old_gbk": row(
        page(
            "<center>对不起，您没有权限查看该页面，请先<a href=/login>登录</a></center>",
            title="系统提示",
        )
    ),
    "discuz": row(
        page(
            "<div id=messagetext class=alert_error><p>抱歉，您需要先登录才能继续本操作</p></div>",
            title="提示信息 - 青溪论坛",
        )
    ),
    "unregistered": row(
        page(
            "<p>该网站暂时无法访问，未完成备案。</p><p>请网站管理员尽快办理。</p>",
            title="网站暂未备案",
        )
    ),
    "unregistered_title": row(page("", title="该网站暂时无法访问，未完成备案")),
    "closed_for_good": row(
        page(
            "<p>本网站已于2019年2月24日起停止服务，相关内容请访问青溪县人民政府网。</p>",
            title="网站关闭公告",
        )
    ),
    "colon_after_site": row(
        page("<form><input type=password></form>", title="青溪新闻网：用户登录")
    ),
}
