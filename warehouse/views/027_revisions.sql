-- revisions: one row per observed change of one article, newest first.
-- Source: revisions of the lake, joined with the article as it stands now.
--   channel        channel of the article; null if it never became one
--   headline       headline as it stands now
--   canonical_url  address
create view revisions as
select changed.*, articles.channel, articles.headline, articles.canonical_url
from lake.revisions as changed
left join articles using (article_id)
order by changed.seen_at desc, changed.article_id;
