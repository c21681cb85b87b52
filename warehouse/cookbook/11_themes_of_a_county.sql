-- themes_of_a_county: one row per theme: what is a county in the news for?
-- 某县因何上新闻？
select theme, document_count, story_count, original_count, coverage_pct, first_date, last_date
from place_theme
where region in ('龙南市', '龙南县')
order by document_count desc, theme;
