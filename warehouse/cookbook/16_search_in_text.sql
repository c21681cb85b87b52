-- search_in_text: one row per article whose text holds the words, with a snippet.
-- 全文子串检索，无需分词。
select published_date, channel, headline, snippet
from search('标准厂房', date '2019-01-01', date '2019-12-31')
limit 50;
