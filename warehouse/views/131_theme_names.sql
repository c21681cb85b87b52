-- theme_names: one row per theme of the lexicon or of the mentions.
create view theme_names as
select theme from themes
union
select distinct theme from rollups.theme_days;
