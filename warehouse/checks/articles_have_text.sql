-- articles_have_text: an article without headline and body should have been dropped.
select article_id, channel
from articles
where coalesce(headline, '') = '' and coalesce(body, '') = '';
