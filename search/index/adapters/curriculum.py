"""Adapter for units."""

import dataclasses
from collections.abc import Iterable, Mapping

from curriculum.lessons import chosen_resources
from curriculum.models import UnitPage
from search.index import units
from search.index.adapters import lessons
from search.index.adapters.base import Adapter, Document, stream_text


class UnitAdapter(Adapter):
    """A unit is found by what is in its lessons too, so that words from several of them find it; their minutes are
    added up. Each lesson has an entry of its own."""

    model = UnitPage
    kind = units.KIND

    def texts(self, page: UnitPage) -> dict[str, str]:
        titles = [block["value"].get("title") or "" for block in page.lessons.raw_data]
        return {
            "outcome": "\n".join(page.outcome_list),
            "points": "\n".join([page.summary, *titles]),
            "body": "\n".join(stream_text(stream) for stream in (page.lessons, page.quick_check, page.good_work)),
        }

    def minutes(self, page: UnitPage) -> int | None:
        return page.minutes_total or None

    def facets(self, page: UnitPage) -> Mapping[str, Iterable[str]]:
        return {
            "audience": ["teacher"],
            "language": [page.locale.language_code],
            "need": lessons.need_values(block["value"] for block in page.lessons.raw_data),
        }

    def document(self, page: UnitPage) -> Document:
        """Read a unit, and which resources its lessons choose."""
        found = super().document(page)
        chosen = {(units.CHOOSES, str(pk)) for pk in chosen_resources(page.lessons.raw_data)}
        return dataclasses.replace(found, facets=found.facets | chosen, groups=units.groups_within(page.pk))

    def documents(self, page: UnitPage) -> list[Document]:
        """Return the unit and each lesson. For whom its lessons are adapted is among the unit's words, and least: who
        asks for a need wants the lesson."""
        plain, terms = self.document(page), lessons.Terms.read()
        words = (word for block in page.lessons.raw_data for word in terms.for_whom(block["value"], plain.locale))
        body = "\n".join([plain.texts.get("body", ""), *dict.fromkeys(words)])
        unit = dataclasses.replace(plain, texts={**plain.texts, "body": body})
        return [unit, *lessons.documents(page, plain, terms)]
