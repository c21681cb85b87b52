-- counties_in_a_theme: one row per place: where does the theme happen?
-- 某主题落在哪些县市区？分母为报道该地的全部稿件。
select region_code, region, parent, article_count, document_count, story_count, original_count,
    coverage_pct
from theme_places('主攻工业', date '2019-01-01', date '2019-12-31');
