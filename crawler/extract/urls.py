"""When are two addresses the same article? One canonical address per article, for comparison only.

``canonical_url`` is an identity, not an address to fetch: its scheme is always ``http``. Generic
rules hold for every host; what a content management system or one outlet does with its addresses
(page suffixes, Traditional mirrors, mobile hosts) stands in ``crawler.extract.url_rules``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList
from w3lib.url import canonicalize_url, safe_url_string

from crawler.extract.url_rules import CMS_RULES, OUTLET_RULES, SITE_ALIASES, OutletRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.extract.url_rules import Rewrite

MAX_LENGTH = 4096
"""Longer addresses are left as they are: no article has one."""
MAX_PASSES = 8
"""Removing one thing may lay bare another (``;;jsessionid=1``); hostile addresses need three."""

TRACKING = frozenset(
    # WeChat, Weibo, QQ and app shares; campaign and search marks; how Hanweb opens an article
    """
    isappinstalled nsukey wxshare clicktime enterid sharer_shareid sharer_sharetime
    share_token share_from share_to share_type shareto sudaref weiboauthoruid tdsourcetag
    pgv_ref ivk_sa winzoom from_source fromapp source_from _from_ralated tt_from log_from
    hmsr hmpl hmcu hmkw hmci bd_vid gclid fbclid msclkid yclid dclid
    mc_cid mc_eid referer referrer ref_url xxgkhide
    """.split()
)
TRACKING_PREFIXES = ("utm_", "share_app", "mtm_", "pk_", "aspsessionid")
TRACKING_VALUES = {
    "from": re.compile(
        "qq|qzone|weixin|wechat|weibo|sina|sinaweibo|timeline|singlemessage|groupmessage"
        "|app|mobile|share|search|baidu|toutiao"
    ),
    "spm": re.compile(r"[\w-]+(?:\.[\w-]+)+"),
    "scm": re.compile(r"[\w-]+(?:\.[\w-]+)+"),
    "wfr": re.compile("spider"),
    "for": re.compile("pc"),
}
"""Names that other sites give to ids: dropped only with a value that marks a reader."""
SESSION = frozenset("jsessionid phpsessid sessionid session_id cfid cftoken zenid oscsid".split())
NOT_CACHED = frozenset("_ t ts rnd rand random timestamp time nocache".split())
"""Dropped only when the value is a clock reading or a random number, not when it is an id."""

CLOCK_OR_CHANCE = re.compile(r"(?:\d{10}|\d{13})(?:\.\d+)?|0\.\d{4,}")
LONG_TOKEN = re.compile(r"[0-9A-Za-z]{24,}")
PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
GATE = re.compile(r"/gate/(?:big5|gb)/(?P<host>[\w.-]+\.[a-z]{2,})(?P<path>/.*)?", re.IGNORECASE)
ROUTE = re.compile(r"[!/]+[^#]*\w", re.ASCII)
"""Fragments that a script reads as the address of what to show."""
SLASHES = re.compile(r"/{2,}")
NO_RULE = OutletRule()
SUFFIXES = PublicSuffixList(only_icann=True)


def canonical_url(url: str, rewrites: tuple[Rewrite, ...] = ()) -> str:
    """The address normalised for comparison; what cannot be read comes back stripped, unchanged.

    ``rewrites`` are those a channel adds to the rules of outlets.

    >>> canonical_url("https://JX.people.com.cn:443/BIG5//n2/2019/0224/c186330-293-2.html?from=qq#a")
    'http://jx.people.com.cn/n2/2019/0224/c186330-293.html'
    """
    url = "".join(url.split())
    if len(url) > MAX_LENGTH:
        return url
    for _ in range(MAX_PASSES):
        if (once := _canonical(url, rewrites)) == url:
            break
        url = once
    return url


def without_tracking(url: str) -> str:
    """The same address to fetch, without session ids and marks of where the reader came from."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = PATH_SESSION.sub("", parts.path)
    dropped = _rule(parts.netloc.partition(":")[0].lower()).drop_parameters
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _marks_reader(pair, dropped)]
    if len(kept) == len(pairs) and path == parts.path:
        return url
    # Byte for byte: a query may be in GBK, and some servers mind how their addresses are written.
    return urlunsplit(parts._replace(path=path, query="&".join(kept)))


def as_asked(url: str, encoding: str) -> str:
    """The address as browsers ask it: hanzi of its query in the page's ``encoding``, else UTF-8."""
    if url.isascii():
        return url
    try:
        return safe_url_string(url, encoding=encoding)
    except UnicodeEncodeError:
        return safe_url_string(url)


def without_anchor(url: str) -> str:
    """The address without the place on its page; ``#!/news/7`` is a page of its own."""
    page, _, fragment = url.partition("#")
    return url if ROUTE.match(fragment) else page


def first_page(url: str) -> str:
    """Address or path of the first page of an article that a CMS spreads over several."""
    for pattern, replacement in CMS_RULES:
        first, count = pattern.subn(replacement, url, count=1)
        if count:
            return first
    return url


def rewritten(url: str, *rewrites: Rewrite) -> str:
    """The same address to fetch with its ``host/path`` rewritten."""
    parts = urlsplit(url)
    netloc, path = _rewrite(parts.netloc, parts.path, rewrites)
    return urlunsplit(parts._replace(netloc=netloc, path=path))


def site_of(url: str) -> str | None:
    """Registrable domain of the address's host (``jx.people.com.cn`` → ``people.com.cn``)."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return _site(host) if host else None


def is_web(url: str) -> bool:
    """Absolute http or https address with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def hosts_of(urls: Iterable[str]) -> list[str]:
    """Hosts of the addresses, each once, in order."""
    return list(dict.fromkeys(host for url in urls if (host := urlsplit(url).hostname)))


def is_on(url: str, hosts: Iterable[str]) -> bool:
    """Whether the address is on one of the hosts or below it; ``www.`` makes no difference."""
    if not is_web(url):
        return False
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    bare = (own.removeprefix("www.") for own in hosts)
    return any(host == own or host.endswith(f".{own}") for own in bare)


def beside(url: str, name: str) -> str:
    """``name`` in the folder of ``url``."""
    return name if is_web(name) else url.partition("?")[0].rpartition("/")[0] + "/" + name


@lru_cache(maxsize=2048)
def _canonical(url: str, rewrites: tuple[Rewrite, ...]) -> str:
    if not is_web(url):
        return url
    try:
        # dot segments, percent encoding, IDNA, fragment
        url = canonicalize_url(without_anchor(url.replace("&amp;", "&")), keep_fragments=True)
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except (ValueError, UnicodeError):
        return url
    path = SLASHES.sub("/", PATH_SESSION.sub("", parts.path)) or "/"
    if (gate := GATE.fullmatch(path)) and host.startswith(("big5.", "gb.")):
        host, path = gate["host"].lower(), gate["path"] or "/"
    host, path, dropped = _apply_rules(host, path, rewrites)
    netloc = f"[{host}]" if ":" in host else host
    netloc += f":{port}" if port not in (None, 80, 443) else ""
    return urlunsplit(("http", netloc, path, _query(parts.query, dropped), parts.fragment))


def _apply_rules(
    host: str, path: str, rewrites: tuple[Rewrite, ...]
) -> tuple[str, str, frozenset[str]]:
    """Host, path and further parameters to drop, after the rules of outlet, channel and CMS."""
    site = _site(host)
    if alias := SITE_ALIASES.get(site):
        host = host.removesuffix(site) + alias
    rule = _rule(host)
    host, path = _rewrite(host, path, rule.rewrites + rewrites)
    return host, first_page(path), rule.drop_parameters


def _rule(host: str) -> OutletRule:
    site = _site(host)
    return OUTLET_RULES.get(SITE_ALIASES.get(site, site), NO_RULE)


def _rewrite(host: str, path: str, rewrites: tuple[Rewrite, ...]) -> tuple[str, str]:
    if not rewrites:
        return host, path
    address = f"{host}{path}"
    for pattern, replacement in rewrites:
        address = re.sub(pattern, replacement, address, count=1)
    host, _, path = address.partition("/")
    return host, f"/{path}"


def _query(query: str, dropped: frozenset[str]) -> str:
    """Parameters in order. Latin-1 stands for any bytes: a query in GBK keeps its own."""
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    kept = [(k, v) for k, v in pairs if k not in dropped and not _is_noise(k.lower(), v)]
    return urlencode(sorted(kept), encoding="latin-1", errors="xmlcharrefreplace")


def _marks_reader(pair: str, dropped: frozenset[str]) -> bool:
    name, _, value = pair.partition("=")
    name, value = unquote_plus(name), unquote_plus(value)
    return name in dropped or _is_tracking(name.lower(), value)


def _is_noise(name: str, value: str) -> bool:
    if _is_tracking(name, value):
        return True
    if name in NOT_CACHED:
        return not value or CLOCK_OR_CHANCE.fullmatch(value) is not None
    if (name, value) == ("div", "-1"):  # how Founder e-papers lay a page out
        return True
    return name in ("sid", "token") and LONG_TOKEN.fullmatch(value) is not None


def _is_tracking(name: str, value: str) -> bool:
    if marks := TRACKING_VALUES.get(name):
        return marks.fullmatch(value) is not None
    return name in TRACKING or name in SESSION or name.startswith(TRACKING_PREFIXES)


@lru_cache(maxsize=4096)
def _site(host: str) -> str:
    return str(SUFFIXES.privatesuffix(host) or host)
