-- biggest_stories: one row per story: what did most channels tell?
-- 传播最广的报道。
select first_date, headline, first_channel, channel_count, article_count, spread_hours
from story_spread
order by channel_count desc, article_count desc, first_date, story_id
limit 30;
