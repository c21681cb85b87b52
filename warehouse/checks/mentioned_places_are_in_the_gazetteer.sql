-- mentioned_places_are_in_the_gazetteer: every place code has a name.
select region_code, count(*) as mention_count
from place_mentions
where region_code not in (select region_code from regions)
group by region_code;
