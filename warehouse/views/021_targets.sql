-- targets: one row per quantified target as one article states it.
create view targets as select * from {targets};
