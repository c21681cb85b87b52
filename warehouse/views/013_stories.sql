-- stories: one row per near-duplicate group of articles.
create view stories as select * from {stories};
