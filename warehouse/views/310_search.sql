-- search(words, since, until): one row per article whose text holds the words, newest first.
-- Words are matched as written, anywhere in headline or body: Chinese needs no segmentation.
-- Traditional and full-width characters are found as the simplified and narrow ones of the text.
-- The newest texts are narrowed down by the marks of the words; older ones are read one by one,
-- about 50 MB a second and core: give dates where there are millions of articles.
-- snippet shows 30 characters around.
create macro search(words, since := null, until := null) as table
with

sought as (
    select translate(words, {written}, {searched}) as word
),

places as (
    select word, unnest(range(1, greatest(length(word), 2))) as place
    from sought
),

marks as (
    select distinct case
        when length(word) > 1
            then (unicode(substr(word, place, 1)) * 2654435761
                + unicode(substr(word, place + 1, 1)) * 2246822519) % 4294967296 // 1048576
        else 4096 + unicode(word) * 2654435761 % 4294967296 // 4194304
    end as mark
    from places
),

striped as (
    select
        stripe,
        generate_subscripts(masks, 1) as place,
        unnest(masks) as mask
    from rollups.search_masks
    inner join marks using (mark)
),

narrowed as (
    select stripe * 4096 + (place - 1) * 64 as number, bit_and(mask) as mask
    from striped
    group by stripe, place
    having count(*) = (select count(*) from marks) and bit_and(mask) <> 0
),

candidates as (
    select cast(narrowed.number + bits.range as integer) as number
    from narrowed
    cross join range(64) as bits
    where (narrowed.mask >> bits.range) & 1 = 1
),

hits as (
    select texts.* exclude (number), instr(texts.search_text, sought.word) as place, sought.word
    from rollups.search_texts as texts
    inner join candidates on candidates.number = texts.number
    cross join sought
    -- The second term is 0: it keeps texts of other articles from being looked through.
    where instr(texts.search_text, sought.word) > candidates.number - texts.number
        and (since is null or texts.published_date >= cast(since as date))
        and (until is null or texts.published_date <= cast(until as date))
    union all
    select
        articles.published_date,
        articles.published_local_at,
        articles.channel,
        articles.headline,
        articles.article_id,
        articles.canonical_url,
        articles.search_text,
        instr(articles.search_text, sought.word) as place,
        sought.word
    from articles
    cross join sought
    where articles.published_date < {kept_from}
        and contains(articles.search_text, sought.word)
        and (since is null or articles.published_date >= cast(since as date))
        and (until is null or articles.published_date <= cast(until as date))
)

select
    published_date,
    published_local_at,
    channel,
    headline,
    case when place > 31 then '…' else '' end
        || replace(substr(search_text, greatest(place - 30, 1), length(word) + 60), chr(10), ' ')
        || case when place + length(word) + 29 < length(search_text)
            then '…' else ''
        end as snippet,
    place - 1 as first_offset,
    article_id,
    canonical_url
from hits
where length(words) > 0
order by published_local_at desc nulls last, article_id;
