"""Who we are on the network and how politely we behave. Channels may be slower, never faster."""

from __future__ import annotations

import os
from pathlib import Path

BOT_NAME = "regional-news-coverage"
SPIDER_MODULES = ["crawler.spiders"]
SPIDER_LOADER_CLASS = "crawler.spider_loader.ForgivingSpiderLoader"
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"
TEMPLATES_DIR = str(Path(__file__).resolve().parent / "templates")  # scrapy genspider

# Where everything is written. Never the current directory: cron, Airflow and people differ in it.
COVERAGE_DATA = os.environ.get("COVERAGE_DATA") or str(Path(__file__).resolve().parents[1] / "data")

# A webmaster must be able to find us. Live channels refuse to start without it.
CRAWL_CONTACT = " ".join(os.environ.get("CRAWL_CONTACT", "").split())[:100]
ROBOTSTXT_USER_AGENT = BOT_NAME
USER_AGENT = f"{BOT_NAME}/0.1" + (f" (+{CRAWL_CONTACT})" if CRAWL_CONTACT else "")
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",  # what every reader of the archive can undo
}

# Politeness: one request per host at a time, at least a second apart, in all processes together.
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_SLOTS = {"gateway": {"delay": 0, "concurrency": 8, "jitter": 0}}
CRAWL_DELAY_MAX = 60.0
RETRY_AFTER_MAX = 300.0
ROBOTSTXT_OBEY = True
ROBOTS_MAX_AGE = 24 * 3600

# Bounds on what one page, one host or one crawl may cost us.
DOWNLOAD_TIMEOUT = 20
DNS_TIMEOUT = 10
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
URL_TOTAL_TIME = 45.0
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 10
URLLENGTH_LIMIT = 1000
HOST_ERROR_LIMIT = 10
HOST_CHALLENGE_LIMIT = 3
PAGE_BUDGET = 20_000
TRAP_BARREN_PAGES = 60
TRAP_SAME_PAGES = 50
CRAWL_TIMEOUT = 6 * 3600

# Recent articles are looked at again, with a conditional request, for edits and removals.
REVISIT_DAYS = 7
REVISIT_AFTER = 20 * 3600
REVISIT_MAX_CHECKS = 6

WARC_ENABLED = True
WARC_MAX_BYTES = 1024**3
COMMIT_ITEMS = 256
COMMIT_SECONDS = 1.0

# All requests go through one handler, and nothing but http is requested.
DOWNLOAD_HANDLERS = {
    "http": "crawler.network.download_handler.ArchivingDownloadHandler",
    "https": "crawler.network.download_handler.ArchivingDownloadHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "crawler.network.resolver.PublicOnlyResolver"
# A channel whose site has old TLS says so in its own file, by host (crawler/network/tls.py).
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOADER_CLIENTCONTEXTFACTORY = "crawler.network.tls.TlsPolicy"
# Hosts of the sample channels are served by a gateway on loopback. If none is named here, nor by a
# note in the data folder, a sample channel starts one with this command (python -m …).
GATEWAY_DOMAINS = ["newsroom.test"]
GATEWAY_ADDRESS = os.environ.get("NEWSROOM_GATEWAY", "")
GATEWAY_NOTE = "newsroom.json"
GATEWAY_COMMAND = ["newsroom", "serve", "--port", "0"]
FETCH_ALLOW_PRIVATE: list[str] = []  # "host:port" of servers under test; never in production
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False
HTTPPROXY_ENABLED = False
HTTPCACHE_ENABLED = False
REFERRER_POLICY = "same-origin"

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.network.one_scheme.OneSchemeMiddleware": 40,
    "crawler.network.one_scheme.CircleMiddleware": 610,
    "crawler.network.scope.ScopeMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.network.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.network.retry.RetryAfterMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.network.response_middlewares.PrefilteredMetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.network.response_middlewares.WholeBodyMiddleware": 590,
    "crawler.network.response_middlewares.OwnCookieMiddleware": 610,
    "crawler.network.challenges.ChallengeMiddleware": 585,
    "crawler.network.cut_pages.CutPageMiddleware": 570,
    "crawler.network.gateway.GatewayMiddleware": 740,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # a trap like others
    "crawler.session.incremental.IncrementalMiddleware": 40,
    "crawler.network.spider_traps.SpiderTrapMiddleware": 45,
}
ITEM_PIPELINES = {"crawler.session.extension.RawItemPipeline": 900}
EXTENSIONS = {
    "crawler.session.extension.CrawlExtension": 10,
    "crawler.session.progress_line.ProgressLine": 500,
}

# One page is extracted at a time anyway; more tasks per callback only cost time.
CONCURRENT_ITEMS = 1
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 16 * 1024 * 1024
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
ASYNCIO_EVENT_LOOP = None
REACTOR_THREADPOOL_MAXSIZE = 10
WARN_ON_GENERATOR_RETURN_VALUE = False

FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "INFO"
LOG_FORMATTER = "crawler.session.progress_line.LazyLogFormatter"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False
