-- dropped_rows_say_why: no row leaves without a step and a reason.
select step, drop_reason, raw_file, raw_line
from dropped
where coalesce(step, '') = '' or coalesce(drop_reason, '') = '';
