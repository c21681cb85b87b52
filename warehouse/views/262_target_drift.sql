-- target_drift: one row per target, day and channel that states it with another value than before.
-- A target is what is counted, in which unit, for which place and by when; its statements are put
-- in order of day, and a row appears where the value differs from the statement before. Copies of
-- a story count once. Targets whose place is unknown are left out: they cannot be told apart.
--   subject          what is counted
--   normalised_unit  base unit
--   place_code       place it is for, or the one place the article reports on
--   region           its name
--   deadline         as stated; null if unstated
--   channel          who states the new value
--   published_date   when
--   before_value     value stated before, in the base unit
--   after_value      value stated now
--   change_pct       100 * (after - before) / before
--   before_channel   who stated the value before
--   before_date      when
--   quote            sentence of the new statement
create view target_drift as
with

statements as (
    select
        subject,
        normalised_unit,
        place_code,
        region,
        deadline,
        channel,
        published_date,
        normalised_value,
        quote,
        lag(normalised_value) over statement as before_value,
        lag(channel) over statement as before_channel,
        lag(published_date) over statement as before_date
    from rollups.target_statements
    where is_original
        and subject is not null
        and place_code is not null
        and normalised_value is not null
        and published_date is not null
    window statement as (
        partition by subject, normalised_unit, place_code, deadline
        order by published_date, statement_id
    )
)

select
    subject,
    normalised_unit,
    place_code,
    region,
    deadline,
    channel,
    published_date,
    before_value,
    normalised_value as after_value,
    round(100.0 * (normalised_value - before_value) / nullif(before_value, 0), 2) as change_pct,
    before_channel,
    before_date,
    quote
from statements
where normalised_value <> before_value;
