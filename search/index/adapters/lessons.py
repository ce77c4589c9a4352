"""The entries of a unit's lessons, read from its stored lessons."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping

from wagtail.rich_text import get_text_for_indexing

from curriculum import lessons as stored
from curriculum.lessons import PARTS, StoredBlock, StoredLesson
from curriculum.models import ActivityKind, NeedType, UnitPage
from hub.core.figures import Asked, name_of
from search.facets import ANY_NEED, minute_values
from search.index import units
from search.index.adapters.base import Document, names

# What is said of a lesson in a list: the first sentences of what happens, up to about so many letters.
SUMMARY = 180
# A teacher who asks for lesson plans means these as well.
PLAN = ("type", "lesson-plan")
# A lesson has these of its own; every other facet value is its unit's.
OWN = ("kind", "minutes", "need", units.CHOOSES)
_SENTENCE = re.compile(r"(?<=[.?!…।۔])\s+")


@dataclasses.dataclass(frozen=True)
class Terms:
    """What stored slugs stand for: kinds of activity and types of need, by slug."""

    kinds: Mapping[str, ActivityKind]
    needs: Mapping[str, NeedType]

    @classmethod
    def read(cls) -> "Terms":
        return cls(ActivityKind.objects.in_bulk(field_name="slug"), NeedType.objects.in_bulk(field_name="slug"))

    def for_whom(self, value: StoredLesson, locale: str) -> Iterator[str]:
        """Yield what the needs and groups that a lesson is adapted for are called."""
        for slug in stored.needs(value):
            if slug in self.needs:
                yield from names(self.needs[slug], locale)
        yield from (others for each in stored.adaptations(value) if (others := each.get("others")))

    def kind(self, value: StoredLesson, locale: str) -> list[str]:
        """Return what a lesson's kind of activity is called; the usual kind says nothing."""
        kind = self.kinds.get(value.get("activity_kind") or "")
        return names(kind, locale) if kind and not kind.everyday else []


def documents(page: UnitPage, unit: Document, terms: Terms) -> Iterator[Document]:
    """Yield the entry of each lesson of a unit that was saved. `unit` is the unit's own, without what is adapted."""
    raw = page.lessons.raw_data
    titles = units.titles_of(stored.chosen_resources(raw), unit.locale)
    for number, block in enumerate(raw, 1):
        if key := stored.key_of(block):
            own = _texts(block["value"], titles)
            own["unit"] = unit.title
            own["keywords"] = "\n".join([unit.texts.get("keywords", ""), *terms.for_whom(block["value"], unit.locale)])
            # Found by what its unit is about and by its kind as well, and least by these: "visiting speaker" is above
            # all what a brief for one is about.
            own["body"] = "\n".join(
                [own["body"], unit.summary, unit.texts.get("outcome", ""), *terms.kind(block["value"], unit.locale)]
            )
            yield _document(page, unit, block, own, part=key, number=number)


def need_values(values: Iterable[StoredLesson]) -> list[str]:
    """Return the values of the facet of needs: the types that lessons are adapted for, and `any` if there is one."""
    found = list(dict.fromkeys(slug for value in values for slug in stored.needs(value)))
    return [*found, ANY_NEED] if found else []


def summary_of(value: StoredLesson) -> str:
    """Return the first sentences of what happens in a lesson."""
    text = " ".join(get_text_for_indexing((value.get("during") or {}).get("text") or "").split())
    said = ""
    for sentence in _SENTENCE.split(text):
        if said and len(said) + len(sentence) > SUMMARY:
            break
        said = f"{said} {sentence}".strip()
    return said


def _document(
    page: UnitPage, unit: Document, block: StoredBlock, texts: Mapping[str, str], *, part: str, number: int
) -> Document:
    value = block["value"]
    minutes = stored.lesson_minutes(value) or None
    facets = {(key, each) for key, each in unit.facets if key not in OWN}
    facets |= {("kind", units.LESSON), PLAN, *(("minutes", each) for each in minute_values(minutes))}
    facets |= {("need", each) for each in need_values([value])}
    if kind := value.get("activity_kind"):
        facets.add((units.ACTIVITY, kind))
    return dataclasses.replace(
        unit,
        part=part,
        number=number,
        kind=units.LESSON,
        title=texts["title"],
        summary=texts["points"],
        texts={zone: text for zone, text in texts.items() if text},
        facets=frozenset(facets),
        minutes=minutes,
        groups=units.groups_within(page.pk, part),
    )


def _texts(value: StoredLesson, titles: Mapping[int, str]) -> dict[str, str]:
    parts = [get_text_for_indexing((value.get(part) or {}).get("text") or "") for part in PARTS]
    notes = [value.get("employer_ask"), (value.get("lmi") or {}).get("text"), value.get("home_task")]
    counted = [name_of(Asked.stored(each)) for each in stored.figures(value)]
    changes = [each.get("change") for each in stored.adaptations(value)]
    used = [titles[pk] for pk in stored.chosen_in(value) if pk in titles]
    lines = [*parts, *stored.things(value), *used, *notes, *counted, value.get("reflection"), *changes]
    return {"title": value.get("title") or "", "points": summary_of(value), "body": "\n".join(filter(None, lines))}
