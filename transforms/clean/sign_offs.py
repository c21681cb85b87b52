"""Who signs at the very end of an article: （王小川）, （青石网/王小川）, 。编辑：李文静."""

from __future__ import annotations

import re

from transforms.clean.claims import Said
from transforms.clean.names import (
    WORKPLACE,
    is_likely_person,
    is_person,
    is_surely_person,
    split_names,
)
from transforms.clean.outlets import is_outlet
from transforms.clean.strict_bylines import only_names, read_strictly

SIGNED = re.compile(r"[（(]\s*([^（()）。！？：:]{2,30})\s*[）)]\s*$")
END_MARK = re.compile(r"\s*[（(【]\s*(?:完|全文完|本文完|END|End)\s*[）)】]\s*$")
LABELLED = re.compile(
    r"[记記]\s*者|通[讯訊][员員]|[实實][习習]|摄|攝|作者|[编編][辑輯]|[责責][编編]|供稿|撰|整理"
    r"|[文图圖][/／：:]|[/／][文图圖]"
)
"""A bracket with a label is read by its label."""
EDITOR_AT_END = re.compile(
    r"[。！？”）)]\s*[（(【\[]?\s*(?:责任编辑|責任編輯|责编|責編|编辑|編輯)\s*[：:/／|\s]\s*"
    r"(?P<names>[\u3400-\u9fff、\s]{2,16})[）)】\]]?\s*$"
)
"""Some templates let the editor follow the last sentence in its own paragraph."""
AUTHOR_AT_END = re.compile(
    r"[。！？”]\s*(?P<who>(?:文\s*[/／:：]\s*)?[\u3400-\u9fff]{0,8}[记記]者\s*[/／:：]?\s*"
    r"[\u3400-\u9fff、\s]{2,20})$"
)
SHOT = re.compile(r"[摄攝](?:影)?\s*[）)]?\s*$")
IN_BUREAU = re.compile(
    r"[（(〔［]([^（()）〔〕［］。，]{2,40}[/／][\u4e00-\u9fff]{2,8}?)[報报][導导道][）)〕］]"
)
"""（王小川／台北報導） behind the last sentence, whatever the site sets behind it."""
MAX_ENDING = 48
"""Characters at the end of a paragraph that are looked at."""


def read_sign_offs(texts: list[str]) -> list[tuple[str, Said]]:
    """(text, what it says) of the last two paragraphs."""
    found = [(text, said) for text in texts[-2:] for said in _ending(text)]
    return found + _signed(texts)


def _ending(text: str) -> list[Said]:
    """Who is named behind the last sentence, in its own paragraph."""
    if ("/" in text or "／" in text) and (bureau := IN_BUREAU.search(text)):
        return read_strictly(bureau[1])
    end = text[-MAX_ENDING:]
    if "者" in end and (by := AUTHOR_AT_END.search(end)) and not SHOT.search(end):
        return read_strictly(by["who"])
    found = EDITOR_AT_END.search(end) if "编" in end or "編" in end else None
    names = split_names(found["names"]) if found else []
    return [Said("editor", name, "ending_editor") for name in names if is_person(name)]


def _signed(texts: list[str]) -> list[tuple[str, Said]]:
    """（王小川）, （青石网 王小川） or （青石网/王小川） at the very end."""
    for text in reversed(texts[-2:]):
        end = END_MARK.sub("", text[-MAX_ENDING:])
        if not end:
            continue
        signed = SIGNED.search(end)
        if signed is None or LABELLED.search(signed[1]):
            return []
        outlet, _, rest = signed[1].replace("／", "/").replace("/", " ").strip().partition(" ")
        who = rest if rest and is_outlet(outlet) and not is_person(outlet) else signed[1]
        # An outlet before the name vouches for rare surnames.
        is_name = is_likely_person if who is rest or WORKPLACE.match(who) else is_surely_person
        return [(text, said) for said in only_names(who, "signed", is_name)]
    return []
