-- attention: one row per day of the window, all channels together.
select published_date, channel_count, whole_channel_count, article_count, document_count,
    story_count, original_count
from theme_attention
where theme = $theme
    and in_window(published_date, $since, $until)
order by published_date;
