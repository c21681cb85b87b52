-- arc: at most one row: rise and fall of the theme over the whole history.
select * from campaign_arcs where theme = $theme;
