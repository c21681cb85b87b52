-- quotes_are_verbatim: what does not stand in its article, word for word, is no quote.
with quoted as (
    select 'theme' as mention, article_id, field, field_offset, quote from lake.theme_mentions
    union all
    select 'place', article_id, field, field_offset, quote from place_mentions
    union all
    select 'person', article_id, field, field_offset, quote from person_mentions
    union all
    select 'organisation', article_id, field, field_offset, quote from organisation_mentions
    union all
    select 'target', article_id, field, field_offset, quote from targets
)

select quoted.mention, quoted.article_id, quoted.field, quoted.quote
from quoted
inner join articles using (article_id)
where quoted.field is not null -- null before layout 8, and for the home of an outlet
    and not coalesce(
        contains(if(quoted.field = 'headline', articles.headline, articles.body), quoted.quote)
        and quoted.field_offset >= 0,
        false
    );
