-- reprint_changes: one row per headline or paragraph that a copy changed.
create view reprint_changes as select * from {reprint_changes};
