-- reprints: one row per copy and source, with the evidence that says so.
create view reprints as select * from {reprints};
