from crawler.platforms.local_documents import LocalDocumentsSpider


class SavedDocumentsSpider(LocalDocumentsSpider):
    """Documents already on disk: ``scrapy crawl saved_documents -a path=DIR``."""

    name = "saved_documents"
    title = "已保存的文档"
    region_code = "360000"  # documents about Jiangxi; they name their own places
