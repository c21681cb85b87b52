-- family: one row per theme below the theme, the nearest first.
select member from theme_families where theme = $theme and depth > 0 order by depth, member;
