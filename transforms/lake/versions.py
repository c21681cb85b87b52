"""What made a kept row: versions raised by hand, each whenever the same input may give other rows.

Pieces, tags, signatures, stories and table files are named by them, so work of an older version is
made again and work of the same version is found, whatever else changed in the sources. The test
``tests/transforms/lake/test_versions.py`` fails when golden rows change and no version was raised.
"""

from __future__ import annotations

CLEANER = "7"
"""Raw items → articles, blocks, dropped, keys: ``clean/``, and in ``build/`` ``inputs.read_lines``
and ``piece_rows``. The column ``cleaner_version`` tells it.

- 2: as in 0.1
- 3: Beijing time from the zone database: summer time of 1986–1991; one list of surnames with the
  tagger (谌, 佘, 漆 … are names too)
- 4: dropped rows have a day, for those that a gate holds
- 5: half a surrogate pair is U+FFFD
- 6: a statement of a date is read whole: (UTC), +00, 晚上12, 中午1, 1小时10分钟前, 大前天, 昨晚
- 7: labels of credit lines in all forms, bylines without 记者, more surnames; claims and
  judges: bare words are outlets by shape or the page's word, uploaders no authors;
  dates in more scripts and conventions; no unseen characters; simplified texts pass unchanged
"""

TAGGER = "3"
"""Articles and blocks → mentions and targets: ``tag/``. Seeds have a hash of their own.

- 1: as in 0.1
- 2: one list of surnames with the cleaner (粟, 邸, 尧 … after a post are names too)
- 3: more surnames (隋, 鄢, 楚 … after a post are names too); places: a list of common words tells
  names from words, and what a doubtful name needs; none inside people, schools, banks, lines;
  quotes word for word; themes: what articles are about, terms only where they say their theme;
  targets: aims told from rules, sizes, forecasts and what was reached
"""

DEDUPE = "1"
"""Articles → signatures, stories, reprints: ``dedupe/``.

- 1: as in 0.1
"""

LAYOUT = "8"
"""How rows lie in files: schemas, order, row groups, compression; and which files make a piece.

- 2: as in 0.1
- 3: pieces, tags and signatures are committed by a manifest of their own
- 4: dropped rows tell the day that lacks them
- 5: crawls tell what was given up
- 6: crawls tell challenges and the days that they hid
- 7: crawls tell why days are not proven complete
- 8: articles tell the rule that gave headline, origin, reporters and editors; mentions tell field
  and place of their quotes, organisations their kind, regions their successors, themes what
  articles are about, targets their range, base and status
"""
