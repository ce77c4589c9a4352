"""A lesson that its unit no longer has: what it was called, and which lesson is nearest to it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import PageLogEntry

from curriculum import lessons as stored
from curriculum.models import UnitPage
from curriculum.selectors.lessons import Lesson
from resources.my_list.address import Item


@dataclass(frozen=True)
class Gone:
    """A lesson that is gone from its unit. `title` is what it was called, "" where nobody knows; `lesson` is the
    nearest there is, in the unit `there`, or None."""

    item: Item
    unit: UnitPage
    title: str
    there: UnitPage
    lesson: Lesson | None

    @property
    def instead(self) -> Item:
        """What can stand on the list in its place: the nearest lesson, else the whole unit."""
        return Item(self.there.pk, self.lesson.key if self.lesson else "")

    @property
    def moved(self) -> bool:
        """Whether it is the very lesson, in another unit now."""
        return bool(self.lesson) and self.there != self.unit


def was_called(unit: UnitPage, key: str) -> str:
    """Return the title that a unit's lesson had when it was last public, or "".

    Only versions that were published are read: a draft's titles are nobody's to see.
    """
    published = PageLogEntry.objects.filter(page=unit.pk, action="wagtail.publish").values("revision_id")
    version = unit.revisions.filter(pk__in=published, content__lessons__icontains=f'"{key}').order_by("-pk").first()
    raw = json.loads(version.content.get("lessons") or "[]") if version else []
    place = stored.find(raw, key)
    return "" if place is None else raw[place]["value"].get("title") or ""


def nearest(lessons: Sequence[Lesson], title: str) -> Lesson | None:
    """Return the lesson of the same title, else the one that shares most of its words, or None."""
    words = set(title.casefold().split())
    if not words:
        return None

    def alike(lesson: Lesson) -> float:
        own = set(lesson.title.casefold().split())
        return len(words & own) / len(words | own)

    same = next((lesson for lesson in lessons if lesson.title.casefold() == title.casefold()), None)
    best = max(lessons, key=alike, default=None)
    return same or (best if best and alike(best) else None)
