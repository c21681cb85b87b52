-- self_credits: one row per channel and name under which it credits itself; build only.
-- 新华网 is no foreign source to 新华网江西, nor 本报 to anybody.
create temp table self_credits as
with

names as (
    select outlet as parent_outlet, channel from outlets where channel is not null
    union
    select unnest(aliases), channel from outlets where channel is not null
)

select parent_outlet, channel from names
union
select self.parent_outlet, channels.channel
from channels
cross join (select unnest(['本报', '本网', '本站', '本台', '本刊', '本社']) as parent_outlet) as self
union
select credited.parent_outlet, channels.channel
from (select distinct parent_outlet from reprints where parent_outlet is not null) as credited
inner join channels
    on credited.parent_outlet = channels.channel
    or (length(credited.parent_outlet) > 1
        and starts_with(channels.title, credited.parent_outlet));
