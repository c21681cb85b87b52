-- quotes_with_archive: one row per article about the theme, with the way to its bytes.
-- 引文及存档字节位置，可追溯到原始网页。
select published_local_at, channel, headline, quote, canonical_url, warc_file, warc_offset
from theme_quotes('主攻工业', date '2019-01-01', date '2019-12-31')
limit 50;
