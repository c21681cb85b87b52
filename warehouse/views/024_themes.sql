-- themes: one row per theme of the lexicon.
create view themes as select * from {themes};
