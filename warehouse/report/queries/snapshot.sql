-- snapshot: one row: which snapshot the report was made from.
select any_value(snapshot_id) as snapshot_id, any_value(created_at) as created_at from snapshot;
