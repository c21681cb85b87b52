-- rollups.search_masks: one row per mark and stripe of texts: which of rollups.search_texts bear it.
-- A text bears the mark of every pair of neighbouring characters in it, which several pairs share,
-- and of every character. A text that lacks a mark of the words cannot hold the words.
--   mark    the first are for pairs; the others for characters, by their number in Unicode
--   stripe  number of the texts // texts in a stripe (warehouse/search.py)
--   masks   64 numbers of 64 bits: bit i of the j-th from 0 is for the text at 64 * j + i
create table rollups.search_masks (mark integer, stripe integer, masks ubigint[]);
