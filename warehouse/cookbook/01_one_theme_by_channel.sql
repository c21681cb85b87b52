-- one_theme_by_channel: one row per channel: how much attention did it give the theme?
-- 各频道对某主题关注多少？以频道自身发稿量为分母；以此为主题与仅提及并列。
select channel, article_count, mention_count, document_count, own_count, story_count,
    original_count, share_pct, voice_pct
from theme_share('主攻工业');
