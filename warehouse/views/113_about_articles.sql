-- about_articles: one row per article and theme it is about, unsorted; lives during the build only.
-- An article about a theme is about every theme above it. Themes without others below need no
-- grouping, and are nearly all.
create temp table about_articles as
select
    theme,
    published_date,
    channel,
    article_id,
    article_key,
    story_id,
    story_key,
    is_original,
    true as is_own,
    aboutness,
    is_in_headline,
    is_in_lead,
    occurrence_count,
    published_from_at,
    published_until_at,
    region_codes,
    quote
from rollups.named_articles
where is_about and theme not in (select theme from rollups.theme_lineage where depth > 0);

insert into about_articles
select
    lineage.theme,
    any_value(named.published_date),
    any_value(named.channel),
    any_value(named.article_id),
    named.article_key,
    any_value(named.story_id),
    any_value(named.story_key),
    any_value(named.is_original),
    bool_or(lineage.depth = 0),
    max(named.aboutness),
    bool_or(named.is_in_headline),
    bool_or(named.is_in_lead),
    sum(named.occurrence_count),
    any_value(named.published_from_at),
    any_value(named.published_until_at),
    any_value(named.region_codes),
    arg_max(named.quote, (lineage.depth = 0, named.aboutness, named.theme))
from rollups.named_articles as named
inner join rollups.theme_lineage as lineage on lineage.member = named.theme
where named.is_about
    and lineage.theme in (select theme from rollups.theme_lineage where depth > 0)
group by lineage.theme, named.article_key;
