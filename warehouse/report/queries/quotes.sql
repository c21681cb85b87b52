-- quotes: one row per story: its original first; those that name the theme in the headline lead.
--   total_count  stories in all
with

told as (
    select quotes.*, coalesce(channels.title, quotes.channel) as title
    from theme_quotes($theme, $since, $until) as quotes
    left join channels using (channel)
    qualify row_number() over (
        partition by story_id order by is_original desc, published_local_at, article_id
    ) = 1
)

select *, count(*) over () as total_count
from told
order by is_in_headline desc, occurrence_count desc, published_local_at desc, article_id
limit 30;
