-- places: one row per place that articles on the theme report on.
select * from theme_places($theme, $since, $until);
