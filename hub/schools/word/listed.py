"""Decides of each list whether rich text would show Word's own numbers, and finds lists typed by hand. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from hub.schools.word.numbering import CLOSES, OPENS

LISTS = frozenset({"ul", "ol"})
MARK = re.compile(f"{OPENS}([^{CLOSES}]*){CLOSES}")
TYPED_MARK = re.compile(r"^\s*(?:[•▪◦‣●·∙\uf0b7]\s*|[-–o]\s+)")
TYPED = re.compile(r"<p>\s*(?:[•▪◦‣●·∙\uf0b7]\s*|[-–o]\s+)(.+)</p>$", re.DOTALL)


def say_numbers(text: str) -> str:
    """Return a text with the automatic numbers in it as words."""
    return MARK.sub(r"\1 ", text)


def shows_its_numbers(element: Element) -> bool:
    """Tell whether a list of rich text, which counts 1, 2, 3, shows the numbers that Word shows."""
    for position, item in enumerate(element, start=1):
        found = MARK.match((item.text or "").lstrip())
        if found and (element.tag != "ol" or found[1].strip("().: ") != str(position)):
            return False
        if not all(shows_its_numbers(each) for each in item if each.tag in LISTS):
            return False
    return True


def typed_lists(passages: Sequence[Any]) -> Iterator[Any]:
    """Yield the passages, with paragraphs that follow one another behind typed bullets or hyphens made lists.

    Tables among them pass as they are.
    """
    for typed, group in groupby(passages, key=lambda passage: isinstance(passage, str) and bool(TYPED.match(passage))):
        found = list(group)
        if typed and len(found) > 1:
            items = (TYPED.sub(r"<li>\1</li>", each) for each in found)
            yield f"<ul>{''.join(items)}</ul>"
        else:
            yield from found
