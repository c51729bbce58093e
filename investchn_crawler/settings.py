"""Every Scrapy setting of the project, each with its reason."""

import os
import sys

from investchn_crawler.archive.folder import archive_folder

BOT_NAME = "investchn_crawler"
SPIDER_MODULES = ["investchn_crawler.spiders"]
NEWSPIDER_MODULE = "investchn_crawler.spiders"
# `scrapy crawl` with an exit code that cron can act on, and sentences instead of tracebacks
COMMANDS_MODULE = "investchn_crawler.crawling.commands"

# --- the archive -----------------------------------------------------------------------------------------------------
ARCHIVE_DIR = str(archive_folder())
OVERLAP_DAYS = 30  # an update crawl walks a list until it is older than this: back-dated posts are found
WITHDRAWN_CHECKS = 3  # a page that is gone counts as withdrawn after so many checks …
WITHDRAWN_DAYS = 3  # … over so many days

# --- files: pictures and attachments ---------------------------------------------------------------------------------
DOWNLOAD_FILES = False  # they are many times the size of the articles: -s DOWNLOAD_FILES=1 fetches them
FILE_MAXSIZE = 64 * 1024 * 1024  # a larger or endless one is a failure; it is held in memory while it comes
FILE_TIMEOUT = 600  # seconds for a whole file: many servers send slowly
MEDIA_ALLOW_REDIRECTS = True  # a download address often redirects to where the file lies

# --- manners ---------------------------------------------------------------------------------------------------------
CONTACT = os.environ.get("INVESTCHN_CONTACT", "mailto:crawler@investchn-crawler.example")
USER_AGENT = f"investchn_crawler/0.1 (+{CONTACT})"
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 1  # a crawl is of one site; without a delay the limit of a host alone is not kept
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.3
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # Scrapy's 5 s would make every short crawl wait
AUTOTHROTTLE_MAX_DELAY = 30.0
LONGEST_WAIT = 120.0  # a server that asks for a longer Retry-After or Crawl-delay gets it in the next run
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.3",
}

# --- transport -------------------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 60.0
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024  # an endless page ends here
DOWNLOAD_WARNSIZE = 0
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 8
METAREFRESH_MAXDELAY = 5  # a page that is left after a minute is a page
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the spider asks for no page twice, http or https

# --- speed: measured side by side, see benchmarks/crawl.py -----------------------------------------------------------
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the source of a callback for every response; mypy does that once
CONCURRENT_ITEMS = 2  # Scrapy starts as many tasks for every response, used or not
if sys.platform != "win32":
    ASYNCIO_EVENT_LOOP = "uvloop.Loop"

# --- doors that stay shut: both let code in over a port of a shared machine ------------------------------------------
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# --- what is told ----------------------------------------------------------------------------------------------------
LOG_LEVEL = "WARNING"  # cron mails what is printed; the progress line speaks on a terminal
LOG_FORMATTER = "investchn_crawler.crawling.sentences.Sentences"
FEED_EXPORT_ENCODING = "utf-8"

DOWNLOADER_MIDDLEWARES = {
    "investchn_crawler.crawling.public_hosts.PublicHosts": 50,  # before robots.txt (100) is asked for there
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "investchn_crawler.crawling.cookies.Cookies": 700,  # in its place
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "investchn_crawler.crawling.stubs.Stubs": 580,  # in its place
    "investchn_crawler.crawling.once.Once": 610,  # before Scrapy's redirects (600): it sees where an answer leads
    "investchn_crawler.crawling.patience.Patience": 560,  # behind Scrapy's retries (550): it sees each answer first
}
SPIDER_MIDDLEWARES = {  # each is one more generator around every answer
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # the spider classifies every answer
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # the spider counts its own steps
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
EXTENSIONS = {
    "investchn_crawler.crawling.ledger.Ledger": 100,
    "investchn_crawler.crawling.crawl_delay.CrawlDelay": 500,
    "investchn_crawler.crawling.progress.Progress": 500,
    "scrapy.extensions.logstats.LogStats": None,  # the progress line says it better
}
ITEM_PIPELINES = {
    "investchn_crawler.pipelines.clean.Clean": 100,
    "investchn_crawler.pipelines.validate.Validate": 200,
    "investchn_crawler.pipelines.store.Store": 300,
    "investchn_crawler.pipelines.files.Files": 400,
}
