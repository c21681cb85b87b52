-- rollups.target_statements: one row per quantified target as one article states it, with its quote.
create table rollups.target_statements as
select
    targets.*,
    targets.article_id || '@' || coalesce(targets.first_offset, 0) as statement_id,
    dated_articles.channel,
    dated_articles.published_date,
    dated_articles.story_id,
    dated_articles.is_original,
    articles.headline,
    articles.canonical_url,
    region_names.region,
    articles.warc_file,
    articles.warc_offset
from targets
inner join dated_articles using (article_id)
inner join articles using (article_id)
left join region_names on region_names.region_code = targets.region_code
order by targets.theme, dated_articles.published_date, targets.article_id, targets.first_offset;
