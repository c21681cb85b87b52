-- regions: one row per division and period of validity (GB/T 2260): a renamed county has two.
create view regions as select * from {regions};
