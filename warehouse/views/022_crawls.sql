-- crawls: one row per crawl of one channel: the ground for "silent or not crawled?".
create view crawls as select * from {crawls};
