-- outlets: one row per news outlet that our channels credit.
create view outlets as select * from {outlets};
