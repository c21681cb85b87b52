-- theme_families: one row per theme and theme of its family: itself and all below it.
-- What an article says of a member counts for the theme too 子主题计入上级主题.
--   member  theme of the family 本主题或其下级主题
--   depth   steps from the member up to the theme; 0 is the theme itself 层级
create view theme_families as select * from rollups.theme_lineage;
