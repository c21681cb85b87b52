-- lake.theme_mentions: one row per article and theme it names, as tagged.
create view lake.theme_mentions as select * from {theme_mentions};
