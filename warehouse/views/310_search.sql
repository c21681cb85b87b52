-- search(words, since, until, at_most): one row per article whose text holds the words.
-- Newest first, and at most 200 of them unless at_most says otherwise; null is all.
-- Words are matched as written, anywhere in headline or body: Chinese needs no segmentation.
-- Traditional and full-width characters are found as the simplified and narrow ones of the text.
-- The newest texts are narrowed down by the marks of the words; where they hold too few, older ones
-- are read one by one, about 50 MB a second and core: give dates where there are millions.
-- snippet shows 30 characters around.
create macro search(words, since := null, until := null, at_most := 200) as table
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
            then (unicode(substr(word, place, 1)) * {first_factor}
                + unicode(substr(word, place + 1, 1)) * {second_factor})
                % {mark_modulus} // {mark_divisor}
        else {pair_marks} + unicode(word)
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
    select stripe * {stripe_size} + (place - 1) * 64 as number, bit_and(mask) as mask
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

dated as (
    select candidates.number, texts.published_local_at, texts.article_id
    from candidates
    inner join rollups.search_texts as texts on texts.number = candidates.number
    where in_window(texts.published_date, since, until)
),

-- Of a common word nearly every candidate holds it: the newest few are enough.
likely as (
    select number from dated
    order by published_local_at desc nulls last, article_id
    limit 2 * at_most
),

early as (
    select texts.number, texts.published_local_at, texts.article_id
    from rollups.search_texts as texts
    inner join likely on likely.number = texts.number
    cross join sought
    -- The second term is 0: it keeps texts of other articles from being looked through.
    where instr(texts.search_text, sought.word) > likely.number - texts.number
),

wanting as (
    select true as is_wanting
    from early
    having coalesce(count(published_local_at) < at_most, true)
),

later as (
    select dated.number
    from dated
    cross join wanting
    where dated.number not in (select number from likely)
),

found as (
    select number, published_local_at, article_id, null as old_page
    from early
    union all
    select texts.number, texts.published_local_at, texts.article_id, null as old_page
    from rollups.search_texts as texts
    inner join later on later.number = texts.number
    cross join sought
    where instr(texts.search_text, sought.word) > later.number - texts.number
    union all
    select
        null as number,
        articles.published_local_at,
        articles.article_id,
        struct_pack(
            published_date := articles.published_date,
            channel := articles.channel,
            headline := articles.headline,
            canonical_url := articles.canonical_url,
            search_text := articles.search_text
        ) as old_page
    from articles
    inner join wanting on wanting.is_wanting = (articles.published_date < {kept_from})
    cross join sought
    where articles.published_date < {kept_from}
        and contains(articles.search_text, sought.word)
        and in_window(articles.published_date, since, until)
),

newest as (
    select * from found
    where length(words) > 0
    order by published_local_at desc nulls last, article_id
    limit at_most
),

pages as (
    select
        newest.article_id,
        newest.published_local_at,
        coalesce(texts.published_date, newest.old_page.published_date) as published_date,
        coalesce(texts.channel, newest.old_page.channel) as channel,
        coalesce(texts.headline, newest.old_page.headline) as headline,
        coalesce(texts.canonical_url, newest.old_page.canonical_url) as canonical_url,
        coalesce(texts.search_text, newest.old_page.search_text) as search_text
    from newest
    left join rollups.search_texts as texts on texts.number = newest.number
),

placed as (
    select
        pages.* exclude (search_text),
        length(sought.word) + 60 as width,
        instr(pages.search_text, sought.word) as place,
        substr(pages.search_text, greatest(instr(pages.search_text, sought.word) - 30, 1),
            length(sought.word) + 61) as around
    from pages
    cross join sought
)

select
    published_date,
    published_local_at,
    channel,
    headline,
    case when place > 31 then '…' else '' end
        || replace(substr(around, 1, width), chr(10), ' ')
        || case when length(around) > width then '…' else '' end as snippet,
    place - 1 as first_offset,
    article_id,
    canonical_url
from placed
order by published_local_at desc nulls last, article_id;
