-- rollups.search_texts: one row per article of the newest days, with its text ready to be read.
-- Articles without a date are among them; older texts are read where they lie. Kept uncompressed:
-- a text would take longer to open than to look through.
--   number  number of the article within this table: its place in rollups.search_masks
create table rollups.search_texts (
    number integer,
    published_date date,
    published_local_at timestamp,
    channel varchar,
    headline varchar,
    article_id varchar,
    canonical_url varchar,
    search_text varchar using compression uncompressed
);

insert into rollups.search_texts
select
    row_number() over () - 1,
    published_date,
    published_local_at,
    channel,
    headline,
    article_id,
    canonical_url,
    search_text
from articles
where search_text is not null
    and (published_date >= {kept_from} or published_date is null);
