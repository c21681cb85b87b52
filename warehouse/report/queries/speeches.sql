-- speeches: one row per reported speech that names the theme, copies of a story left out.
--   total_count  speeches in all
select said.*, coalesce(channels.title, said.channel) as title,
    count(*) over () as total_count
from who_said($theme, $since, $until) as said
left join channels using (channel)
where is_original
order by published_date desc, person, article_id
limit 20;
