-- mentioned_themes_are_in_the_lexicon: every theme mentioned stands in the lexicon.
select theme, count(*) as mention_count
from lake.theme_mentions
where theme not in (select theme from themes)
group by theme;
