-- who_reprints_whom: one row per source and channel.
-- 转载网络：来源 → 转载频道；contradicted 为注明来源却早于来源的稿件。
select parent, is_parent_crawled, child_channel, document_count, declared_count,
    contradicted_count, mean_confidence
from reprint_network
order by document_count desc, parent, child_channel
limit 50;
