-- place_mentions: one row per article, place and role.
create view place_mentions as select * from {place_mentions};
