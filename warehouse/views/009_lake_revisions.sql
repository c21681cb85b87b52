-- lake.revisions: one row per observed change of one article, as recorded.
create view lake.revisions as select * from {revisions};
