-- dropped: one row per raw row that did not become an article, with its reason.
create view dropped as select * from {dropped};
