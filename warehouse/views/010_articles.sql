-- articles: one row per article of one channel, as cleaned; nothing is filtered here.
--   published_local_at   published_at on the Beijing clock, without a zone
create view articles as
select *, beijing(published_at) as published_local_at
from {articles};
