-- listed_companies: one row per company named and county its name tells.
--   organisation    name, repaired
--   region_code     county named by the company name; null if none
--   region          its name
--   document_count  articles that name it
--   listed_count    of those, the ones that name it in a list
--   story_count     distinct stories
--   names_raw       names as printed
--   first_date      first article
--   last_date       last article
create view listed_companies as
select
    mentions.organisation,
    mentions.region_code,
    min(region_names.region) as region,
    count(distinct mentions.article_id) as document_count,
    count(distinct mentions.article_id) filter (where mentions.is_listed) as listed_count,
    count(distinct articles.story_id) as story_count,
    list_sort(list(distinct mentions.name_raw)) as names_raw,
    min(articles.published_date) as first_date,
    max(articles.published_date) as last_date
from organisation_mentions as mentions
inner join articles using (article_id)
left join region_names on region_names.region_code = mentions.region_code
where mentions.kind = 'company'
group by mentions.organisation, mentions.region_code;
