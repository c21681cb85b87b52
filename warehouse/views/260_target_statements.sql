-- rollups.target_statements: one row per quantified target as one article states it.
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
    -- A target without a place of its own is for the one place the article reports on, if so.
    coalesce(
        targets.region_code,
        case when len(article_regions.region_codes) = 1 then article_regions.region_codes[1] end
    ) as place_code,
    region_names.region,
    articles.warc_file,
    articles.warc_offset
from targets
inner join dated_articles using (article_id)
inner join articles using (article_id)
left join article_regions using (article_id)
left join region_names on region_names.region_code = coalesce(
    targets.region_code,
    case when len(article_regions.region_codes) = 1 then article_regions.region_codes[1] end
)
order by targets.theme, dated_articles.published_date, targets.article_id, targets.first_offset;
