-- targets_and_deadlines: one row per target stated, with its sentence.
-- 目标台账：数字、单位、期限、原句。
select published_date, channel, subject, comparator, value, unit, deadline, deadline_date, region,
    quote
from target_ledger
order by published_date, statement_id
limit 100;
