-- blocks: one row per block of an article: what was kept, what was cut, and by which rule.
create view blocks as select * from {blocks};
