-- mentions_tell_aboutness: how much its article is about a theme is from 0 to 1, and said with is_about.
select article_id, theme, aboutness, is_about
from lake.theme_mentions
where (aboutness is null) <> (is_about is null) -- both are null before layout 8
    or aboutness not between 0 and 1;
