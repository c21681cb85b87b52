-- who_says_what: one row per person, post, speech act and theme named in what was said.
--   post            post at the time; null if unknown
--   speech_act      要求 | 指出 | 强调 …
--   theme           theme named in what was said; null if none
--   document_count  articles that report it
--   story_count     distinct stories among them
--   original_count  those that are no reprints
--   channel_count   channels that report it
--   first_date      first report
--   last_date       last report
--   quote           one sentence of the first report
create view who_says_what as
select
    person,
    post,
    speech_act,
    theme,
    count(distinct article_id) as document_count,
    count(distinct story_id) as story_count,
    count(distinct article_id) filter (where is_original) as original_count,
    count(distinct channel) as channel_count,
    min(published_date) as first_date,
    max(published_date) as last_date,
    arg_min(quote, (published_date, article_id)) as quote
from rollups.speeches
where speech_act is not null
group by all;
