-- targets: one row per target stated in articles on the theme, copies of a story left out.
--   total_count  targets in all
select published_date, coalesce(channels.title, targets.channel) as title, subject, comparator,
    value, unit, deadline, deadline_date, targets.region, quote, article_id, canonical_url,
    warc_file, warc_offset, count(*) over () as total_count
from targets_of($theme, $since, $until) as targets
left join channels using (channel)
where is_original
order by is_same_sentence desc, published_date desc, statement_id
limit 30;
