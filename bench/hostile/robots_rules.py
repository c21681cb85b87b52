# ruff: noqa: E501 - a table reads best with a case a line
"""What robots.txt rules mean: cases of our own over what RFC 9309 and Google's parser define.

Each case is (name, rules, paths that may be fetched, paths that may not). ``ME`` is our own name.
"""

from __future__ import annotations

import time

from crawler.failures import BlockedRequestError
from crawler.network.robots import RobotsAnswer, RobotsPolicy, text_of

ME = "regional-news-coverage"
ALL = "User-agent: *\n"
SHUT = f"{ALL}Disallow: /\n"

Case = tuple[str, str, tuple[str, ...], tuple[str, ...]]

GROUPS: list[Case] = [
    ("no rules at all", "", ("/", "/x"), ()),
    ("rules for another robot", "User-agent: other\nDisallow: /\n", ("/x",), ()),
    ("rules for everybody", SHUT, (), ("/", "/x")),
    (
        "our own group, not everybody's",
        f"{SHUT}\nUser-agent: {ME}\nDisallow: /a\n",
        ("/b",),
        ("/a",),
    ),
    ("our own group stands first", f"User-agent: {ME}\nDisallow: /a\n\n{SHUT}", ("/b",), ("/a",)),
    ("our own group forbids nothing", f"User-agent: {ME}\nDisallow:\n\n{SHUT}", ("/x",), ()),
    (
        "two robots share a group",
        f"User-agent: other\nUser-agent: {ME}\nDisallow: /a\n",
        ("/b",),
        ("/a",),
    ),
    (
        "a blank line between robots is nothing",
        f"User-agent: {ME}\n\nUser-agent: *\nDisallow: /\n",
        (),
        ("/x",),
    ),
    (
        "blank lines end no group",
        f"User-agent: {ME}\n\n\nDisallow: /a\n\nDisallow: /b\n",
        ("/c",),
        ("/a", "/b"),
    ),
    (
        "our groups are one",
        f"User-agent: {ME}\nDisallow: /a\n\nUser-agent: other\nDisallow: /c\n\nUser-agent: {ME}\nDisallow: /b\n",
        ("/c",),
        ("/a", "/b"),
    ),
    (
        "everybody's groups are one",
        f"{ALL}Disallow: /a\n\n{ALL}Disallow: /b\n",
        ("/c",),
        ("/a", "/b"),
    ),
    ("a rule of nobody", f"Disallow: /\n{ALL}Disallow: /a\n", ("/b",), ("/a",)),
    ("a robot without a name", "User-agent:\nDisallow: /\n", ("/x",), ()),
    ("our name in capitals", f"User-agent: {ME.upper()}\nDisallow: /\n", (), ("/x",)),
    ("our name with a version", f"User-agent: {ME}/0.1\nDisallow: /\n", (), ("/x",)),
    ("our name with a remark", f"User-agent: {ME} (please)\nDisallow: /\n", (), ("/x",)),
    ("our name with a comment", f"User-agent: {ME} # you\nDisallow: /\n", (), ("/x",)),
    ("a longer name is another robot", f"User-agent: {ME}-images\nDisallow: /\n", ("/x",), ()),
    ("the start of our name is another robot", "User-agent: regional\nDisallow: /\n", ("/x",), ()),
    (
        "the start of our name gives us no leave",
        f"User-agent: regional\nAllow: /\n\n{SHUT}",
        (),
        ("/x",),
    ),
    ("a part of our name is another robot", "User-agent: news\nDisallow: /\n", ("/x",), ()),
    ("a star with a remark is everybody", "User-agent: * (all)\nDisallow: /\n", (), ("/x",)),
    ("a star inside a name is no wildcard", "User-agent: regional*\nDisallow: /\n", ("/x",), ()),
    (
        "a line nobody knows ends no group",
        f"User-agent: {ME}\nfoo: bar\nUser-agent: other\nDisallow: /\n",
        (),
        ("/x",),
    ),
    (
        "a site map ends no group",
        f"User-agent: {ME}\nSitemap: http://a.test/s.xml\nDisallow: /\n",
        (),
        ("/x",),
    ),
    (
        "a site map between robots ends no group",
        f"User-agent: {ME}\nSitemap: http://a.test/s.xml\nUser-agent: b\nDisallow: /\n",
        (),
        ("/x",),
    ),
    (
        "a line nobody knows between rules",
        f"{ALL}Disallow: /a\nNoindex: /c\nDisallow: /b\n",
        ("/c",),
        ("/a", "/b"),
    ),
]

PATHS: list[Case] = [
    ("a path is a beginning", f"{ALL}Disallow: /news\n", ("/new", "/old/news", "/News", "/?a=/news"), ("/news", "/news/", "/news.html", "/newspaper?a=1")),
    ("a folder", f"{ALL}Disallow: /news/\n", ("/news", "/news.html"), ("/news/", "/news/1", "/news/?a")),
    ("a star at the end is nothing more", f"{ALL}Disallow: /news*\n", ("/new",), ("/news", "/newspaper")),
    ("a star inside", f"{ALL}Disallow: /*.jsp\n", ("/", "/a.JSP", "/jsp"), ("/a.jsp", "/b/c.jsp?x=1", "/a.jsp.html")),
    ("a star and an end", f"{ALL}Disallow: /*.jsp$\n", ("/a.jsp?x=1", "/a.jsp/", "/a.JSP"), ("/a.jsp", "/b/c.jsp")),
    ("two stars", f"{ALL}Disallow: /a*/b*.htm\n", ("/a/b", "/b/a.htm"), ("/a/b.htm", "/ax/y/bz.html")),
    ("stars in a row are one", f"{ALL}Disallow: /a**b\n", ("/a",), ("/ab", "/axb")),
    ("only a star", f"{ALL}Disallow: *\n", (), ("/", "/x")),
    ("an end alone", f"{ALL}Disallow: /a$\n", ("/a/", "/ab", "/a?x"), ("/a",)),
    ("a dollar inside is a dollar", f"{ALL}Disallow: /a$b\n", ("/a",), ("/a$b", "/a$bc")),
    ("the front page alone", f"{ALL}Allow: /$\nDisallow: /\n", ("/",), ("/x",)),
    ("no path", f"{ALL}Disallow:\n", ("/", "/x"), ()),
    ("an empty allow is nothing", f"{ALL}Allow:\nDisallow: /a\n", ("/b",), ("/a",)),
    ("a path that begins with no slash", f"{ALL}Disallow: news\n", ("/news", "/"), ()),
    ("the longer rule wins", f"{ALL}Allow: /p\nDisallow: /\n", ("/page",), ("/x",)),
    ("the longer rule wins, wherever it stands", f"{ALL}Disallow: /\nAllow: /p\n", ("/page",), ("/x",)),
    ("the longer rule may forbid", f"{ALL}Allow: /page\nDisallow: /page/old\n", ("/page", "/page/new"), ("/page/old",)),
    ("of equals, leave is given", f"{ALL}Disallow: /news\nAllow: /news\n", ("/news",), ()),
    ("length counts the stars", f"{ALL}Allow: /page\nDisallow: /*.htm\n", ("/page",), ("/page.htm",)),
    ("equal lengths with a star", f"{ALL}Allow: /page\nDisallow: /*.ph\n", ("/page.php",), ("/x.php",)),
    ("a query", f"{ALL}Disallow: /list?page=\n", ("/list", "/list?p=1"), ("/list?page=2",)),
    ("any query", f"{ALL}Disallow: /*?\n", ("/list",), ("/list?page=2", "/?")),
    ("a session in any query", f"{ALL}Disallow: /*sid=\n", ("/a?id=1",), ("/a?sid=1", "/a?x=1&sid=2")),
    ("a parameter of the path", f"{ALL}Disallow: /*;jsessionid=\n", ("/a",), ("/a;jsessionid=1",)),
    ("a fragment is not sent", f"{ALL}Disallow: /a#b\n", (), ("/a", "/a#c")),
    ("robots.txt itself", SHUT, ("/robots.txt",), ("/robots.txt.html",)),
    ("no path is the front page", SHUT, (), ("",)),
    ("index.html stands for its folder", f"{ALL}Allow: /p/index.html\nDisallow: /p/\n", ("/p/", "/p/index.html"), ("/p/x", "/p/index.htm")),
    ("two slashes", f"{ALL}Disallow: //x\n", ("/x",), ("//x",)),
]  # fmt: skip

LETTERS: list[Case] = [
    ("a Chinese path", f"{ALL}Disallow: /新闻\n", ("/新",), ("/新闻", "/新闻/1", "/%E6%96%B0%E9%97%BB")),
    ("an escaped Chinese path", f"{ALL}Disallow: /%E6%96%B0%E9%97%BB\n", ("/%E6%96%B0",), ("/新闻/1", "/%E6%96%B0%E9%97%BB", "/%e6%96%b0%e9%97%bb")),
    ("small hex digits", f"{ALL}Disallow: /%e6%96%b0\n", (), ("/新", "/%E6%96%B0")),
    ("an escape nobody needs", f"{ALL}Disallow: /%7Ewang\n", (), ("/~wang", "/%7ewang")),
    ("an escaped letter", f"{ALL}Disallow: /%6eews\n", (), ("/news", "/%6Eews")),
    ("an escaped slash is no slash", f"{ALL}Disallow: /a%2Fb\n", ("/a/b",), ("/a%2fb",)),
    ("an escaped star is no wildcard", f"{ALL}Disallow: /a%2Ab\n", ("/axb",), ("/a*b", "/a%2ab")),
    ("an escaped dollar is a dollar", f"{ALL}Disallow: /a%24\n", ("/a",), ("/a$", "/a$b")),
    ("a broken escape is itself", f"{ALL}Disallow: /a%zz\n", ("/a",), ("/a%zz",)),
    ("capitals are other letters", f"{ALL}Disallow: /News\n", ("/news",), ("/News",)),
    ("a line end Unicode knows alone", f"{ALL}Disallow: /a\u2028Allow: /\n", (), ("/a\u2028Allow: /x",)),
]  # fmt: skip

LINES: list[Case] = [
    ("CR LF", "User-agent: *\r\nDisallow: /a\r\nDisallow: /b\r\n", ("/c",), ("/a", "/b")),
    ("CR alone", "User-agent: *\rDisallow: /a\rDisallow: /b\r", ("/c",), ("/a", "/b")),
    ("all line ends", "User-agent: *\nDisallow: /a\r\nDisallow: /b\rDisallow: /d\n", ("/c",), ("/a", "/b", "/d")),
    ("no line end at the end", "User-agent: *\nDisallow: /a", ("/b",), ("/a",)),
    ("a form feed ends no line", "User-agent: *\nDisallow: /a\fDisallow: /b\n", ("/b", "/a"), ()),
    ("no space", "User-agent:*\nDisallow:/a\n", ("/b",), ("/a",)),
    ("much space", " \tUser-agent \t:  * \n\t Disallow\t: \t/a \t\n", ("/b",), ("/a",)),
    ("no colon", "User-agent *\nDisallow /a\n", ("/b",), ("/a",)),
    ("capitals", "USER-AGENT: *\nDISALLOW: /a\nALLOW: /a/b\n", ("/a/b",), ("/a",)),
    ("small letters", "user-agent: *\ndisallow: /a\n", ("/b",), ("/a",)),
    ("usual misspellings", "Useragent: *\nDissallow: /a\nDisalow: /b\n", ("/c",), ("/a", "/b")),
    ("a user agent in two words", "User agent: *\nDisallow: /a\n", ("/b",), ("/a",)),
    ("comments", "# x\nUser-agent: * # y\n#Disallow: /b\nDisallow: /a # z\n", ("/b",), ("/a",)),
    ("a comment without a space", "User-agent: *\nDisallow: /a#b\n", ("/b",), ("/a",)),
    ("a web page is no rule", "<!doctype html><p>User-agent: *<br>Disallow: /</p>", ("/x",), ()),
    ("a word that only begins like a rule", "User-agent: *\nDisallowed: /\nAllowance: /a\n", ("/x",), ()),
    ("another robot's long group", "User-agent: other\n" + "Disallow: /x\n" * 9000 + f"\n{ALL}Disallow: /a\n", ("/x",), ("/a",)),
    ("many stars cost no time", f"{ALL}Disallow: /{'*a' * 500}$\n", ("/" + "a" * 499, "/" + "a" * 2000 + "b"), ("/" + "a" * 2000,)),
    ("a very long rule", f"{ALL}Disallow: /{'a' * 20_000}\nDisallow: /b\n", ("/a",), ("/b",)),
]  # fmt: skip

CASES = GROUPS + PATHS + LETTERS + LINES

DEVIATIONS = {
    "a crawl delay ends a group": (
        f"User-agent: {ME}\nCrawl-delay: 5\nUser-agent: other\nDisallow: /\n",
        "/x",
        True,
        "Google knows no Crawl-delay, so it reads on to the next rules; for us it is a rule",
    ),
    "a path may be an address": (
        f"{ALL}Disallow: http://a.test/x\n",
        "/x",
        True,
        "as in Google's parser such a rule forbids nothing here",
    ),
}
"""Where we knowingly read otherwise than others may: (rules, path, is it fetched, why)."""


def may_fetch(rules: str, path: str) -> bool:
    """What a crawl makes of the rules: it asks this very object."""
    robots = RobotsPolicy(RobotsAnswer(time.time(), text_of(rules.encode())), ME)
    try:
        robots.check(f"http://a.test{path}")
    except BlockedRequestError:
        return False
    return True
