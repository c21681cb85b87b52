-- targets_of(theme, since, until): one row per target stated in the same sentence as the theme.
-- Columns as in target_ledger, oldest first.
create macro targets_of(a_theme, since := null, until := null) as table
select *
from rollups.target_statements
where theme = a_theme
    and (since is null or published_date >= cast(since as date))
    and (until is null or published_date <= cast(until as date))
order by published_date, statement_id;
