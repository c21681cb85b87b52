-- who_said(theme, since, until): one row per reported speech that names the theme, newest first.
-- Themes below it count for it.
create macro who_said(a_theme, since := null, until := null) as table
select person, post, speech_act, theme, published_date, channel, quote, article_id, story_id,
    is_original
from rollups.speeches
where theme in (select member from rollups.theme_lineage where theme = a_theme)
    and speech_act is not null
    and in_window(published_date, since, until)
order by published_date desc, person, article_id;
