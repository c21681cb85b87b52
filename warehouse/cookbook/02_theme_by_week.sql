-- theme_by_week: one row per week: how did attention move, and what was the week's headline?
-- 每周关注度与代表性标题；whole_pct 低说明采集不全，勿当作下降。
select week_date, whole_pct, article_count, document_count, story_count, original_count,
    coverage_pct, top_channel, top_headline
from theme_timeline('主攻工业', date '2019-01-01', date '2019-12-31');
