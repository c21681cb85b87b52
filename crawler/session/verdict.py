"""How a crawl ended: one exit code and one line for the person who must act on it.

Scrapy exits 0 whatever happened; a scheduler would show a dead channel green. Pure: counts in,
verdict out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.failures import HOST_CHALLENGED
from storage.exit_codes import CrawlExit

USUAL_AT_LEAST = 10
"""Below this usual length of the lists a half means nothing."""
CONNECTION_KINDS = ("timeout", "refused", "dns", "reset", "connection")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What happened in one crawl. ``errors`` counts failed requests by kind, lists included."""

    scrapy_reason: str
    links_found: int = 0
    fetched: int = 0
    not_modified: int = 0
    items: int = 0
    refused: int = 0
    """Items that are no articles but came in the place of some."""
    done_before: int = 0
    failed: int = 0
    given_up: int = 0
    """Articles whose own address has answered 404 or 410 for a week, and did so again."""
    lists_failed: int = 0
    lists_fetched: int = 0
    empty_lists: int = 0
    """Lists whose first page named no article."""
    errors: dict[str, int] = field(default_factory=dict)
    spider_errors: int = 0
    list_length: float | None = None
    """Articles the lists name at first sight, new or not, however far back they were read."""
    usual_length: float | None = None
    traps_closed: int = 0
    blocked_by_traps: int = 0
    """Addresses not asked for because their trap was closed: what they lead to is unknown."""
    challenged: int = 0
    """Answers that were challenges, robots.txt included."""
    challenged_lists: int = 0
    challenge_sign: str | None = None
    """Their statuses and signs, the most frequent first."""
    problem: str | None = None
    """What stopped the crawl from outside, as the system put it: disk full …"""


@dataclass(frozen=True, slots=True)
class Verdict:
    exit_code: CrawlExit
    finish_reason: str
    """One word for tables; ``finished`` is the good one."""
    reason: str
    """``中文 | English``, one line."""


def judge(counts: Counts) -> Verdict:
    """The first thing that is wrong, in the order a person would have to mend it."""
    for rule in RULES:
        if verdict := rule(counts):
            return verdict
    return Verdict(
        CrawlExit.OK,
        "finished",
        f"完成：{counts.items} 篇新文章，{counts.links_found} 个链接，已有 {counts.done_before} 篇"
        f" | done: {counts.items} new article(s), {counts.links_found} link(s),"
        f" {counts.done_before} known"
        f"{_also_failed(counts)}{_also_given_up(counts)}{_also_closed(counts)}",
    )


def _stopped(counts: Counts) -> Verdict | None:
    match counts.scrapy_reason:
        case "ledger_damaged":
            return Verdict(
                CrawlExit.LEDGER_DAMAGED,
                "ledger_damaged",
                f"台账损坏（{counts.problem}）：scrapy ledger 频道 --rebuild | the ledger is"
                f" damaged ({counts.problem}): scrapy ledger CHANNEL --rebuild makes it again from"
                " archive and items; what was fetched is kept",
            )
        case "disk_full":
            return Verdict(
                CrawlExit.DISK_FULL,
                "disk_full",
                f"磁盘无法写入：{counts.problem} | the disk takes no more: {counts.problem};"
                " free space and run again, nothing is lost",
            )
        case "page_budget" | "crawl_timeout" | "closespider_timeout" | "memusage_exceeded":
            return Verdict(
                CrawlExit.BUDGET_HIT,
                "budget_hit",
                f"达到抓取上限（{counts.scrapy_reason}，{counts.fetched} 页）| budget hit"
                f" ({counts.scrapy_reason} after {counts.fetched} pages): run again to go on, or"
                " look for a trap",
            )
        case "start_error":
            return Verdict(
                CrawlExit.SPIDER_ERROR,
                "spider_error",
                "抓取未能开始，见日志 | the crawl could not start: see the log",
            )
        case "shutdown":
            return Verdict(
                CrawlExit.INTERRUPTED,
                "interrupted",
                f"被中断，已保存 {counts.items} 篇 | interrupted; {counts.items} article(s) kept,"
                " the next crawl goes on from here",
            )
    return None


def _challenged(counts: Counts) -> Verdict | None:
    """Neither dead nor empty: somebody answers, and asks something of us. We never try to pass."""
    unasked = counts.errors.get(HOST_CHALLENGED, 0)
    if not (counts.challenged or unasked):
        return None
    sign = counts.challenge_sign or counts.problem or "see the log"
    return Verdict(
        CrawlExit.CHALLENGED,
        "challenged",
        f"网站要求验证、登录或拒绝访问（{sign}）：{counts.challenged} 页，另有 {unasked} 页未请求，"
        f"均记为尚欠，已得 {counts.items} 篇 | {counts.challenged} challenge(s) in place of pages"
        f" ({sign}), {unasked} more not asked for: all stay owed, {counts.items} article(s) kept;"
        " look at the site in a browser, ask its webmaster, or crawl slower",
    )


def _never_began(counts: Counts) -> Verdict | None:
    if counts.lists_fetched or counts.items:
        return None
    dead = sum(counts.errors.get(kind, 0) for kind in (*CONNECTION_KINDS, "host_dead"))
    if counts.errors.get("robots_unreachable"):
        return Verdict(
            CrawlExit.ROBOTS_UNREACHABLE,
            "robots_unreachable",
            "robots.txt 无法读取，按全部禁止处理 | robots.txt could not be had, which means: fetch"
            f" nothing ({counts.problem or 'see the log'})",
        )
    if dead:
        told = f"{counts.problem}; {_kinds(counts)}" if counts.problem else _kinds(counts)
        return Verdict(
            CrawlExit.HOST_DEAD,
            "host_dead",
            f"网站无法连接（{told}），请检查频道文件里的网址和本机网络 | the site cannot be reached"
            f" ({told}): check the address in the channel's file, and this machine's network",
        )
    if counts.errors.get("robots"):
        return Verdict(
            CrawlExit.FORBIDDEN_BY_ROBOTS,
            "forbidden_by_robots",
            "robots.txt 禁止抓取入口页 | robots.txt forbids every entry point of this channel",
        )
    return None


def _listing_failed(counts: Counts) -> Verdict | None:
    if counts.lists_failed and not counts.lists_fetched:
        return Verdict(
            CrawlExit.ALL_FAILED,
            "all_failed",
            f"列表页全部失败（{_kinds(counts)}）| every list page failed ({_kinds(counts)})",
        )
    if counts.spider_errors and not counts.items:
        return Verdict(
            CrawlExit.SPIDER_ERROR,
            "spider_error",
            f"程序出错 {counts.spider_errors} 次 | the spider raised {counts.spider_errors}"
            " error(s): see the log",
        )
    return None


def _articles_failed(counts: Counts) -> Verdict | None:
    got = counts.items - counts.refused + counts.not_modified + counts.done_before
    if counts.errors.get("host_dead"):
        return Verdict(
            CrawlExit.HOST_DEAD,
            "host_dead",
            f"网站中途失去响应，已得 {counts.items} 篇 | the site stopped answering after"
            f" {counts.items} article(s) ({_kinds(counts)})",
        )
    if counts.failed and (not got or (counts.failed >= 10 and counts.failed > got)):
        return Verdict(
            CrawlExit.ALL_FAILED,
            "all_failed",
            f"{counts.failed} 篇文章抓取失败，成功 {got} 篇 | {counts.failed} article(s) failed,"
            f" {got} did not ({_kinds(counts)})",
        )
    return None


def _too_few(counts: Counts) -> Verdict | None:
    if counts.links_found == 0 and counts.items == 0:
        return Verdict(
            CrawlExit.NOTHING_FOUND,
            "nothing_found",
            "列表页上没有任何文章链接，模板可能已改版 | no article link on any list page: the"
            " template may have changed",
        )
    if counts.empty_lists:
        return Verdict(
            CrawlExit.NOTHING_FOUND,
            "nothing_found",
            f"{counts.empty_lists} 个列表页没有任何文章链接，模板可能已改版 |"
            f" {counts.empty_lists} list(s) named no article: the log says which; the template may"
            " have changed",
        )
    usual, length = counts.usual_length, counts.list_length
    if usual is not None and length is not None and usual >= USUAL_AT_LEAST and length < usual / 2:
        return Verdict(
            CrawlExit.HALF_OF_USUAL,
            "half_of_usual",
            f"列表首页只有 {length:.0f} 个链接，平时约 {usual:.0f} 个，模板可能已改版 | the lists"
            f" name only {length:.0f} article(s) at first sight where about {usual:.0f} are usual:"
            " the template may have changed",
        )
    return None


def _trapped(counts: Counts) -> Verdict | None:
    """A trap that ended by itself is none; one that kept us from going on hides what is behind."""
    if not counts.blocked_by_traps:
        return None
    return Verdict(
        CrawlExit.TRAP_CLOSED,
        "trap_closed",
        f"关闭了 {counts.traps_closed} 个陷阱，{counts.blocked_by_traps} 个地址未抓取，可能有遗漏 |"
        f" {counts.traps_closed} trap(s) closed, {counts.blocked_by_traps} address(es) behind them"
        f" not asked for: {counts.items} article(s) kept, the log names the pages; if articles are"
        " behind them raise TRAP_BARREN_PAGES",
    )


def _also_closed(counts: Counts) -> str:
    return f", {counts.traps_closed} trap(s) closed" if counts.traps_closed else ""


def _also_given_up(counts: Counts) -> str:
    return f", {counts.given_up} given up (404, 410)" if counts.given_up else ""


def _also_failed(counts: Counts) -> str:
    return f", {counts.failed} failed ({_kinds(counts)})" if counts.failed else ""


def _kinds(counts: Counts) -> str:
    kinds = sorted(counts.errors.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{kind} ×{count}" for kind, count in kinds[:4]) or "-"


RULES = (
    *(_stopped, _challenged, _never_began, _listing_failed, _articles_failed, _too_few, _trapped),
)
