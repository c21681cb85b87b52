-- rollups.theme_numbers: one row per theme that any article is about, numbered in the order of names.
create table rollups.theme_numbers as
select theme, cast(row_number() over (order by theme) as integer) as theme_key
from (select distinct theme from rollups.theme_articles where is_own);
