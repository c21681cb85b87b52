-- attention: one row per day of the window, all channels together.
select published_date, channel_count, whole_channel_count, article_count, document_count,
    story_count, original_count
from theme_attention
where theme = $theme
    and ($since is null or published_date >= cast($since as date))
    and ($until is null or published_date <= cast($until as date))
order by published_date;
