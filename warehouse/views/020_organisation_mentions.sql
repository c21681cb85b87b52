-- organisation_mentions: one row per article and organisation named.
create view organisation_mentions as select * from {organisation_mentions};
