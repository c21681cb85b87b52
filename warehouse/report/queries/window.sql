-- window: one row: what the report covers, and how much of it was seen.
select
    min(published_date) as since_date,
    max(published_date) as until_date,
    count(distinct channel) as channel_count,
    count(*) as channel_day_count,
    count(*) filter (where coverage_state in {seen_whole}) as whole_day_count,
    count(*) filter (where coverage_state = {partly}) as partly_day_count,
    count(*) filter (where coverage_state = {challenged}) as challenged_day_count,
    count(*) filter (where coverage_state = {not_crawled}) as hole_day_count,
    cast(coalesce(sum(article_count), 0) as bigint) as article_count
from channel_days
where ($since is null or published_date >= cast($since as date))
    and ($until is null or published_date <= cast($until as date));
