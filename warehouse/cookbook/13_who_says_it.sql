-- who_says_it: one row per person and speech act: who spoke of the theme, where reported?
-- 谁就该主题提出要求、指出、强调了什么？
select person, post, speech_act, document_count, story_count, original_count, channel_count,
    first_date, quote
from who_says_what
where theme = '主攻工业'
order by document_count desc, person, speech_act;
