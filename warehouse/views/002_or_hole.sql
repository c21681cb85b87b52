-- or_hole(seen, found): a count that is 0 if nothing was found, but null if nobody looked.
-- seen is the volume of the same days: null says that nobody did.
create macro or_hole(seen, found) as case when seen is not null then coalesce(found, 0) end;
