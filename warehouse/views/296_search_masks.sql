-- rollups.search_masks: one row per mark and 4096 texts: which of rollups.search_texts bear it.
-- A text bears the mark of every pair of neighbouring characters in it, which several pairs share,
-- and of every character. A text that lacks a mark of the words cannot hold the words.
--   mark    0 to 4095 for pairs; 4096 and more for characters, by their number in Unicode
--   stripe  number // 4096 of the texts
--   masks   64 numbers of 64 bits: bit i of the j-th from 0 is for number 4096 * stripe + 64 * j + i
create table rollups.search_masks (mark integer, stripe integer, masks ubigint[]);
