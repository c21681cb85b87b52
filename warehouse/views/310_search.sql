-- search(words, since, until): one row per article whose text holds the words, newest first.
-- Words are matched as written, anywhere in headline or body: Chinese needs no segmentation.
-- Every text of the window is read, about 50 MB a second and core: give dates where there are
-- millions of articles; months outside of them are not opened.
-- search_text is NFKC and simplified: give the words so too. snippet shows 30 characters around.
create macro search(words, since := null, until := null) as table
with

hits as (
    select
        published_date,
        published_local_at,
        channel,
        headline,
        article_id,
        canonical_url,
        search_text,
        instr(search_text, words) as place
    from articles
    where length(words) > 0
        and contains(search_text, words)
        and (since is null or published_date >= cast(since as date))
        and (until is null or published_date <= cast(until as date))
)

select
    published_date,
    published_local_at,
    channel,
    headline,
    case when place > 31 then '…' else '' end
        || replace(substr(search_text, greatest(place - 30, 1), length(words) + 60), chr(10), ' ')
        || case when place + length(words) + 29 < length(search_text)
            then '…' else ''
        end as snippet,
    place - 1 as first_offset,
    article_id,
    canonical_url
from hits
order by published_local_at desc nulls last, article_id;
