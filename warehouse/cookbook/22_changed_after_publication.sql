-- changed_after_publication: one row per change we saw: what was edited or taken down?
-- 发布后修改或撤下的稿件。
select seen_at, channel, change, status, headline, detail, canonical_url
from revisions
limit 100;
