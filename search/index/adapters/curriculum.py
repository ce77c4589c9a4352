"""Units."""

import dataclasses
from collections.abc import Iterable, Mapping

from curriculum.lessons import chosen_resources
from curriculum.models import UnitPage
from search.index import units
from search.index.adapters.base import Adapter, Document, stream_text


class UnitAdapter(Adapter):
    """A unit answers for its lessons: their titles and steps are among its words, their minutes add up."""

    model = UnitPage
    kind = units.KIND

    def texts(self, page: UnitPage) -> dict[str, str]:
        lessons = [lesson.value["title"] for lesson in page.lessons]
        return {
            "outcome": "\n".join(page.outcome_list),
            "points": "\n".join([page.summary, *lessons]),
            "body": stream_text(page.lessons),
        }

    def minutes(self, page: UnitPage) -> int | None:
        return page.minutes_total or None

    def facets(self, page: UnitPage) -> Mapping[str, Iterable[str]]:
        return {"audience": ["teacher"], "language": [page.locale.language_code]}

    def document(self, page: UnitPage) -> Document:
        """Read a unit, and which resources its lessons choose."""
        found = super().document(page)
        chosen = {(units.CHOOSES, str(pk)) for pk in chosen_resources(page.lessons.raw_data)}
        return dataclasses.replace(found, facets=found.facets | chosen)
