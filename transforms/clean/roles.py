"""The labels that say who did what, as Chinese credit lines print them, and how a value ends.

The words stand in ``credit_words.toml``; one pattern finds all labels, and the name of the group
that matched is the role.
"""

from __future__ import annotations

import re

from transforms.clean.word_lists import credit_words, first_characters, pattern_of

HANZI = r"\u4e00-\u9fff"
SEPARATOR = r"[:：/／|｜丨︱︳]"
MARK_FOLLOWS = rf"(?=\s*{SEPARATOR})"
"""Words that are also ordinary words count only before a colon, slash or bar."""
ALONE = rf"(?:(?<![{HANZI}])|(?<=[报報网網社台]))"
"""文/王小川, but 青石网文/王小川 as well."""
WORDS = credit_words()


def _role_pattern() -> str:
    branches, all_begin = [], ""
    for role, words in WORDS.roles.items():
        kinds = [pattern_of(words.words)]
        if words.marked:
            kinds.append(f"(?:{pattern_of(words.marked)}){MARK_FOLLOWS}")
        if words.alone:
            kinds.append(f"{ALONE}(?:{pattern_of(words.alone)}){MARK_FOLLOWS}")
        before = rf"(?:{pattern_of(words.before)})*" if words.before else ""
        begin = "".join(first_characters(part) for part in words)
        branches.append(f"(?=[{begin}])(?P<{role}>{before}(?:{'|'.join(kinds)}))")
        all_begin += begin
    # Most characters of a line begin no label: they are passed over at once.
    return f"(?=[{''.join(dict.fromkeys(all_begin))}])(?:{'|'.join(branches)})"


ROLE = re.compile(_role_pattern(), re.VERBOSE)
GAP = re.compile(rf"\s*(?P<strong>{SEPARATOR})*\s*")
ENDING = WORDS.lists["interface"] + WORDS.lists["glued_place"]
VALUE_END = re.compile(
    rf"""(?=[】\]）)》」\s\dh/／A来发發{first_characters(ENDING)}])
    (?:[】\]）)》」\n]|(?:19|20)\d\d\s*[-/.年]\s*\d|\d{{1,2}}:\d\d|https?://|\s[|丨｜]\s
    |{pattern_of(WORDS.lists["interface"])}|\s+{pattern_of(WORDS.lists["interface_parted"])}
    |\bA-|\s[{HANZI}]{{2,5}}\s*[：:]|\s?[发發]自|[/／][{HANZI}]{{2,8}}(?:[报報][道導]|[专專][访訪]|[電电])
    |(?:{pattern_of(WORDS.lists["glued_place"])})\d{{1,2}}日(?:[综綜]合)?(?:外[电電]|[专專][电電]|[电電]|[报報][導道])
    |\s微[信博]|来自[{HANZI}]{{2,4}}[省市])""",
    re.VERBOSE,
)
EDGES = " \u3000:：|｜丨︱/／-—–,，、;；。.[【(（<>《“\"'"
EMPTY = re.compile(r"^[\s\d/／|｜:：.·、，,\-—_+A-]*$")
UNKNOWN = re.compile(rf"(?:{pattern_of(WORDS.lists['nobody'])}|admin\w*)$", re.IGNORECASE)
