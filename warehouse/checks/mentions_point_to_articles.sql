-- mentions_point_to_articles: a mention without its article would vanish from the counts.
select 'theme' as mention, article_id from lake.theme_mentions
where article_id not in (select article_id from articles)
union all
select 'place', article_id from place_mentions
where article_id not in (select article_id from articles)
union all
select 'person', article_id from person_mentions
where article_id not in (select article_id from articles)
union all
select 'organisation', article_id from organisation_mentions
where article_id not in (select article_id from articles)
union all
select 'target', article_id from targets
where article_id not in (select article_id from articles);
