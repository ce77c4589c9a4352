"""A list as its address holds it: a title, and pages and lessons in an order. Read once, where a request comes in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

MOST = 60
TITLE_LENGTH = 80
# The key of a lesson is that of `curriculum.lessons.key_of`.
_ITEM = re.compile(r"([1-9][0-9]{0,8})(?:-([0-9A-Za-z_]{1,36}))?")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Item:
    """A page by its id, or one lesson of a unit by the unit's id and the lesson's key. Written "123" or
    "123-3f2a9c1b"."""

    page: int
    lesson: str = ""

    def __str__(self) -> str:
        return f"{self.page}-{self.lesson}" if self.lesson else str(self.page)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read one item, or return None for text that is none."""
        match = _ITEM.fullmatch(text.strip())
        return cls(int(match[1]), match[2] or "") if match else None


@dataclass(frozen=True, slots=True)
class ListAddress:
    """A title and at most `MOST` items, none of them twice.

    `unreadable` counts what was no item at all, `left_off` what came after the last that a list holds.
    """

    title: str = ""
    items: tuple[Item, ...] = ()
    unreadable: int = 0
    left_off: int = 0

    @classmethod
    def parse(cls, query: QueryDict) -> Self:
        """Read `?title=…&i=123-3f2a9c1b&i=456`; whatever it holds, there is a list."""
        read = [Item.parse(text) for text in query.getlist("i") if text.strip()]
        items = list(dict.fromkeys(item for item in read if item))
        return cls(
            title=cleaned_title(query.get("title", "")),
            items=tuple(items[:MOST]),
            unreadable=read.count(None),
            left_off=max(0, len(items) - MOST),
        )

    @property
    def query(self) -> str:
        """The list as the part of an address after the question mark."""
        title = [("title", self.title)] if self.title else []
        return urlencode([*title, *(("i", str(item)) for item in self.items)])

    def without(self, *items: Item) -> Self:
        """Return the list without some items."""
        return self._of(item for item in self.items if item not in items)

    def moved(self, item: Item, by: int) -> Self:
        """Return the list with an item `by` places further down (up: negative); at an end it stays."""
        rest = [each for each in self.items if each != item]
        place = min(max(0, self.items.index(item) + by), len(rest))
        return self._of([*rest[:place], item, *rest[place:]])

    def replaced(self, old: Item, new: Item) -> Self:
        """Return the list with another item in the place of one."""
        return self._of(new if item == old else item for item in self.items)

    def with_more(self, items: Iterable[Item]) -> Self:
        """Return the list with items added at its end; what is there already stays in its place."""
        return self._of([*self.items, *items])

    def _of(self, items: Iterable[Item]) -> Self:
        once = tuple(dict.fromkeys(items))
        return replace(self, items=once[:MOST], unreadable=0, left_off=max(0, len(once) - MOST))


def cleaned_title(text: str) -> str:
    """Return what somebody typed as a title: one line without control characters, at most `TITLE_LENGTH` long."""
    return " ".join(_CONTROLS.sub(" ", text).split())[:TITLE_LENGTH].strip()
