-- targets_of(theme, since, until): one row per target stated in an article about the theme.
-- Columns as in target_ledger, oldest first; is_same_sentence: the theme, or one below it, stands in
-- that sentence.
create macro targets_of(a_theme, since := null, until := null) as table
select
    statements.*,
    coalesce(
        statements.theme in (select member from rollups.theme_lineage where theme = a_theme), false
    ) as is_same_sentence
from rollups.target_statements as statements
inner join (
    select article_id
    from rollups.theme_articles
    where theme = a_theme
        and in_window(published_date, since, until)
) as found using (article_id)
order by statements.published_date, statements.statement_id;
