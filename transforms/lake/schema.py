"""The data dictionary: Arrow schema of every lake table, a comment per column.

Times are UTC timestamps; a ``_date`` is the Beijing calendar day. Ids are lower-case hex.
``column(..., comment)`` keeps the comment in the field metadata, so it travels inside the Parquet.
"""

from __future__ import annotations

import pyarrow as pa

STRING, INT, FLOAT, BOOL = pa.string(), pa.int32(), pa.float64(), pa.bool_()
TIME, DATE = pa.timestamp("us", "UTC"), pa.date32()
STRINGS = pa.list_(pa.string())


def column(name: str, kind: pa.DataType, comment: str) -> pa.Field:
    return pa.field(name, kind, metadata={"comment": comment})


QUOTED = (
    column("field", STRING, "headline | body: where the quoted mention stands, the body if it can"),
    column("field_offset", INT, "characters into that field as published, of that mention"),
    column("quote", STRING, "the sentence or list entry around it, word for word, 400 at most"),
)

ARTICLES = pa.schema(
    [
        column("article_id", STRING, "16 hex: hash of channel and canonical_url"),
        column("channel", STRING, "channel id = spider name"),
        column("url", STRING, "address as fetched, after redirects"),
        column("canonical_url", STRING, "address normalised for comparison"),
        column("headline", STRING, "without site and channel suffixes, as published"),
        column("headline_rule", STRING, "<rule>@<place> that gave it; null in older lakes"),
        column("section", STRING, "栏目; null if the page states none"),
        column(
            "body", STRING, "kept blocks joined by newline, as published (script not converted)"
        ),
        column("search_text", STRING, "headline + newline + body: NFKC, simplified, no invisibles"),
        column("match_text", STRING, "body without dateline, credits, boilerplate, normalised"),
        column("published_at", TIME, "null if it cannot be known; start of the precision interval"),
        column("published_precision", STRING, "second | minute | hour | day | null"),
        column("published_date", DATE, "Beijing day of published_at"),
        column("published_raw", STRING, "as printed"),
        column("date_rule", STRING, "rule that read it, or why it is null"),
        column("origin", STRING, "credited source outlet(s), first one; null if none stated"),
        column("origins", STRINGS, "all credited outlets, in printed order"),
        column("origin_raw", STRING, "credit line as printed"),
        column("origin_rule", STRING, "<rule>@<place> that gave it, or none:<why>"),
        column("origin_url", STRING, "declared address of the source article"),
        column("is_compiled", BOOL, "综合: compiled from several sources"),
        column("original_headline", STRING, "（原标题：…）"),
        column("reporters", STRINGS, "记者 / 文"),
        column("reporters_rule", STRING, "<rule>@<place> that gave the first, or none:<why>"),
        column("correspondents", STRINGS, "通讯员"),
        column("photographers", STRINGS, "摄 / 图"),
        column("editors", STRINGS, "编辑 / 责任编辑"),
        column("editors_rule", STRING, "<rule>@<place> that gave the first, or none:<why>"),
        column("dateline_raw", STRING, "新华社南昌2月23日电, 本报讯"),
        column("dateline_outlet", STRING, "agency or outlet named by the dateline"),
        column("dateline_place", STRING, "place named by the dateline"),
        column("region_code", STRING, "GB/T 2260 of the channel"),
        column("content_hash", STRING, "32 hex: of match_text (headline too when body is short)"),
        column("char_count", INT, "characters of body"),
        column("image_count", INT, "images that are no icons"),
        column("story_id", STRING, "near-duplicate group; stable across builds"),
        column("encoding", STRING, "how the bytes were read"),
        column("template", STRING, "template the page was read with"),
        column("warc_file", STRING, "archived bytes: file, relative to the data folder"),
        column("warc_offset", pa.int64(), "archived bytes: offset of the record"),
        column("warc_digest", STRING, "archived bytes: payload digest"),
        column("raw_file", STRING, "raw item: file, relative to the data folder"),
        column("raw_line", INT, "raw item: line, from 1"),
        column("extractor_version", STRING, "version of the extraction"),
        column("cleaner_version", STRING, "version of the cleaning"),
        column("first_seen_at", TIME, "first fetch of this article"),
        column("last_seen_at", TIME, "latest fetch that gave this text"),
    ]
)

BLOCKS = pa.schema(
    [
        column("article_id", STRING, "article"),
        column("position", INT, "reading order, from 0"),
        column(
            "label",
            STRING,
            "body | lead | subhead | caption | credit | editor | dateline | list | disclaimer |"
            " related | video | pager | share | duplicate | headline | excerpt | nav",
        ),
        column("is_kept", BOOL, "part of body"),
        column("rule", STRING, "id of the rule that labelled it"),
        column("text", STRING, "as published"),
    ]
)

DROPPED = pa.schema(
    [
        column("channel", STRING, "channel id"),
        column("url", STRING, "address"),
        column("step", STRING, "extract | clean | exact | read | gate: clock | gate: drift"),
        column("drop_reason", STRING, "why; held = a gate waits for a person to release the row"),
        column("detail", STRING, "one line, bounded"),
        column("article_id", STRING, "the article it duplicates or would have been; may be null"),
        column("raw_file", STRING, "raw item: file"),
        column("raw_line", INT, "raw item: line, from 1"),
        column("fetched_at", TIME, "when it was fetched"),
        column("published_date", DATE, "Beijing day that lacks the row, if it is held; else null"),
    ]
)

STORIES = pa.schema(
    [
        column("story_id", STRING, "stable id"),
        column("representative_id", STRING, "article chosen by the stated order"),
        column("headline", STRING, "of the representative"),
        column("first_channel", STRING, "channel of the earliest article; null if times overlap"),
        column("first_article_id", STRING, "earliest article; null if times overlap"),
        column("first_at", TIME, "start of the earliest interval"),
        column("last_at", TIME, "start of the latest interval"),
        column("article_count", INT, "articles"),
        column("channel_count", INT, "channels"),
    ]
)

STORY_EDGES = pa.schema(
    [
        column("a", STRING, "article_id, the lower"),
        column("b", STRING, "article_id, the higher"),
        column("containment_a", FLOAT, "share of a's shingles that stand in b"),
        column("containment_b", FLOAT, "share of b's shingles that stand in a"),
        column("containment", FLOAT, "the larger of the two"),
        column("jaccard", FLOAT, "exact shingle Jaccard"),
        column("kind", STRING, "same_text | edited | contained | related"),
    ]
)

STORY_CHANGES = pa.schema(
    [
        column("story_id", STRING, "story after the change"),
        column("other_story_id", STRING, "story merged in or split off"),
        column("change", STRING, "merged | split"),
        column("build_id", STRING, "build that recorded it"),
    ]
)

REPRINTS = pa.schema(
    [
        column("child_id", STRING, "the copy"),
        column("parent_id", STRING, "its source article; null if only the outlet is known"),
        column("parent_outlet", STRING, "outlet credited or channel of the parent"),
        column(
            "method",
            STRING,
            "declared_link | declared_name | dateline | original_headline | containment",
        ),
        column("confidence", FLOAT, "0–1"),
        column("lag_min_seconds", pa.int64(), "shortest lag the precisions allow"),
        column("lag_max_seconds", pa.int64(), "longest lag the precisions allow"),
        column("is_contradicted", BOOL, "the credited source is later than the copy"),
        column("evidence", STRING, "the words or the figure that say so"),
    ]
)

REPRINT_CHANGES = pa.schema(
    [
        column("child_id", STRING, "the copy"),
        column("parent_id", STRING, "its source"),
        column("change", STRING, "headline_changed | paragraph_cut | paragraph_added"),
        column("position", INT, "paragraph, from 0, in the text that has it; null for headlines"),
        column("text", STRING, "as published"),
    ]
)

THEME_MENTIONS = pa.schema(
    [
        column("article_id", STRING, "article"),
        column("theme", STRING, "theme id"),
        column("mention_count", INT, "non-overlapping longest matches"),
        column("is_in_headline", BOOL, "named in the headline"),
        column("is_in_lead", BOOL, "named in the first paragraph"),
        column("aboutness", FLOAT, "how much the article is about the theme, 0–1 切题度"),
        column("is_about", BOOL, "the article is about it, not merely names it 以此为主题"),
        column("first_offset", INT, "characters into search_text"),
        column("offsets", pa.list_(INT), "all offsets into search_text"),
        column("terms", STRINGS, "terms found, as matched"),
        *QUOTED,
        column("seed_hash", STRING, "content hash of the lexicon"),
    ]
)

PLACE_MENTIONS = pa.schema(
    [
        column("article_id", STRING, "article"),
        column("region_code", STRING, "GB/T 2260"),
        column("region", STRING, "name valid at the article's date"),
        column("role", STRING, "reported_on | listed | dateline | outlet_home | advert"),
        column("mention_count", INT, "mentions"),
        column("is_in_headline", BOOL, "named in the headline"),
        column("is_in_lead", BOOL, "named in the first paragraph"),
        column("first_offset", INT, "characters into search_text"),
        column("name_raw", STRING, "name as printed"),
        *QUOTED,
        column("seed_hash", STRING, "content hash of the gazetteer"),
    ]
)

PERSON_MENTIONS = pa.schema(
    [
        column("article_id", STRING, "article"),
        column("person", STRING, "name"),
        column("post", STRING, "post at that date; null if unknown"),
        column("post_raw", STRING, "post as printed before the name"),
        column("mention_count", INT, "mentions"),
        column("speech_act", STRING, "要求 | 指出 | 强调 …; null if only named"),
        column("theme", STRING, "theme named in what was said; null if none"),
        column("first_offset", INT, "characters into search_text"),
        *QUOTED,
        column("seed_hash", STRING, "content hash of the posts"),
    ]
)

ORGANISATION_MENTIONS = pa.schema(
    [
        column("article_id", STRING, "article"),
        column("organisation", STRING, "name, repaired"),
        column(
            "kind",
            STRING,
            "company | government | party | zone | university | hospital | bank | institute |"
            " association | media | other",
        ),
        column("name_raw", STRING, "name as printed"),
        column("repairs", STRINGS, "ids of the repairs made; empty if none"),
        column("region_code", STRING, "county named by the company name; null if none"),
        column("is_listed", BOOL, "stood in a list block"),
        column("first_offset", INT, "characters into search_text"),
        *QUOTED,
        column("seed_hash", STRING, "content hash of the gazetteer"),
    ]
)

TARGETS = pa.schema(
    [
        column("article_id", STRING, "article"),
        column("value", FLOAT, "number as stated; of a range the lower"),
        column("value_max", FLOAT, "upper number of a range (5%-5.5%); null if it is none"),
        column("unit", STRING, "unit as stated"),
        column("normalised_value", FLOAT, "in the base unit"),
        column("normalised_unit", STRING, "base unit: 元, 平方米, 个 …"),
        column("comparator", STRING, "力争 | 突破 | 过 | 再建成 | 翻番 …"),
        column(
            "comparison_base", STRING, "what it is compared with: 2015年, 上年同期; null if none"
        ),
        column("subject", STRING, "what is counted: 标准厂房"),
        column("deadline", STRING, "as stated: 三年, 2020年"),
        column("deadline_date", DATE, "last day; relative ones from the article's day"),
        column("actor", STRING, "who is to do it; null if unstated"),
        column("region_code", STRING, "place it is for; null if unstated"),
        column("theme", STRING, "theme named in the same sentence; null if none"),
        column(
            "status", STRING, "aim | achieved (an aim that was reached) | revised (one that moved)"
        ),
        column("first_offset", INT, "characters into search_text"),
        *QUOTED,
        column("seed_hash", STRING, "content hash of the lexicons"),
    ]
)

REVISIONS = pa.schema(
    [
        column("article_id", STRING, "article"),
        column("seen_at", TIME, "fetch that showed the change"),
        column("change", STRING, "headline | body | date | credits | gone"),
        column("status", INT, "HTTP status; of gone 404 or 410, or 200 whose page says so"),
        column("before_hash", STRING, "hash before"),
        column("after_hash", STRING, "hash after; null if gone"),
        column("detail", STRING, "one line, bounded"),
    ]
)

CRAWLS = pa.schema(
    [
        column("crawl_id", STRING, "id"),
        column("channel", STRING, "channel"),
        column("started_at", TIME, "start"),
        column("finished_at", TIME, "end; null if it never ended"),
        column("since_date", DATE, "window asked for"),
        column("until_date", DATE, "window asked for"),
        column("complete_from_date", DATE, "days fully discovered: first; null if none"),
        column("complete_until_date", DATE, "days fully discovered: last"),
        column("incomplete_reason", STRING, "why no day, or none before the first, is complete"),
        column("listed_from_date", DATE, "oldest day of which the lists named an article"),
        column("links_found", INT, "article links on list pages"),
        column("fetched", INT, "pages fetched"),
        column("not_modified", INT, "304 answers"),
        column("items", INT, "items written"),
        column("failed", INT, "article pages that could not be had: owed, asked again"),
        column("given_up", INT, "articles missing (404, 410) for a week or more; null: not told"),
        column("errors", pa.map_(STRING, INT), "errors by kind"),
        column("failed_dates", pa.list_(DATE), "list dates of owed articles: partly covered days"),
        column("challenged", INT, "challenges in place of pages; null: not told"),
        column("challenge_sign", STRING, "status and sign of most of them; null if none"),
        column("challenged_dates", pa.list_(DATE), "days of what challenges hid; null: not told"),
        column("finish_reason", STRING, "finished | nothing_found | host_dead | …"),
        column("exit_code", INT, "exit code of the crawl"),
        column("reason", STRING, "one line a person reads"),
    ]
)

CHANNELS = pa.schema(
    [
        column("channel", STRING, "id"),
        column("title", STRING, "name"),
        column("region_code", STRING, "GB/T 2260"),
        column("platform", STRING, "platform"),
        column("is_sample", BOOL, "belongs to the sample newsroom"),
    ]
)

THEMES = pa.schema(
    [
        column("theme", STRING, "id = label"),
        column("label", STRING, "label"),
        column("label_en", STRING, "English label"),
        column("parent", STRING, "parent theme; null if top"),
        column("valid_from", DATE, "first day"),
        column("valid_to", DATE, "last day; null if still used"),
        column("seed_hash", STRING, "content hash"),
    ]
)

REGIONS = pa.schema(
    [
        column("region_code", STRING, "GB/T 2260"),
        column("region", STRING, "name"),
        column("parent_code", STRING, "parent"),
        column("level", STRING, "province | city | county"),
        column("valid_from", DATE, "first day; null if before the gazetteer"),
        column("valid_to", DATE, "last day; null if still valid"),
        column("successor_code", STRING, "what it went into, renamed or merged; null if nothing"),
        column("seed_hash", STRING, "content hash"),
    ]
)

OUTLETS = pa.schema(
    [
        column("outlet", STRING, "name"),
        column("aliases", STRINGS, "other names"),
        column("tier", STRING, "central | provincial | city | county | portal | agency"),
        column("region_code", STRING, "GB/T 2260; null if national"),
        column("channel", STRING, "channel id of ours, if we crawl it"),
        column("seed_hash", STRING, "content hash"),
    ]
)

TABLES: dict[str, pa.Schema] = {
    "articles": ARTICLES,
    "blocks": BLOCKS,
    "dropped": DROPPED,
    "stories": STORIES,
    "story_edges": STORY_EDGES,
    "story_changes": STORY_CHANGES,
    "reprints": REPRINTS,
    "reprint_changes": REPRINT_CHANGES,
    "theme_mentions": THEME_MENTIONS,
    "place_mentions": PLACE_MENTIONS,
    "person_mentions": PERSON_MENTIONS,
    "organisation_mentions": ORGANISATION_MENTIONS,
    "targets": TARGETS,
    "revisions": REVISIONS,
    "crawls": CRAWLS,
    "channels": CHANNELS,
    "themes": THEMES,
    "regions": REGIONS,
    "outlets": OUTLETS,
}
