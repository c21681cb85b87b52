-- person_mentions: one row per article, person and speech act.
create view person_mentions as select * from {person_mentions};
