-- draw: one row per drawn article, in an order that tells nothing of how it was drawn.
-- Systematic sampling in the order of channel, month and variety: each has its share of the sample,
-- and every article of a stratum the same chance (W. G. Cochran, Sampling Techniques, 1977, ch. 8).
with

placed as (
    select
        *,
        row_number() over (
            partition by stratum
            order by channel, published_month nulls last, variety, md5($seed || article_id)
        ) as place,
        count(*) over (partition by stratum) as size,
        case stratum when 'tagged' then $tagged when 'near' then $near else $far end as quota
    from frame
),

drawn as (
    select *
    from placed
    where
        floor(cast(place * quota as double) / size + $start)
        > floor(cast((place - 1) * quota as double) / size + $start)
)

select
    drawn.article_id,
    drawn.stratum,
    drawn.mention,
    drawn.quote,
    drawn.channel,
    channels.title,
    articles.published_date,
    articles.headline,
    articles.body
from drawn
inner join articles using (article_id)
left join channels on drawn.channel = channels.channel
order by md5($seed || ' order ' || drawn.article_id), drawn.article_id
