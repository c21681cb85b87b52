-- theme: one row if the lexicon or the articles know the theme.
select theme_names.theme, themes.label_en, themes.parent
from theme_names
left join themes using (theme)
where theme_names.theme = $theme;
