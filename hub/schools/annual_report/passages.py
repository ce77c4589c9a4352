"""What higher rooms offer to say in a drafted report, as a heading, a sentence and a list; registered when apps start.

A passage goes into the text of a draft, where the editor may change it or take it out like any other words.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hub.publication.dates import AcademicYear
from hub.schools.register.models import School


@dataclass(frozen=True, slots=True)
class Passage:
    """Plain text: nothing in it is read as markup."""

    heading: str
    lead: str
    items: Sequence[str]

    @property
    def html(self) -> SafeString:
        """The sentence and the list as rich text."""
        listed = format_html_join("", "<li>{}</li>", ((item,) for item in self.items))
        return format_html("<p>{}</p><ul>{}</ul>", self.lead, listed)


# (school, year, on=...): what there is to say of the school year up to that day; None for nothing.
Source = Callable[..., Passage | None]
_sources: list[Source] = []


def register_passage(source: Source) -> None:
    """Offer what `source(school, year, on=...)` returns when a report is drafted."""
    if source not in _sources:
        _sources.append(source)


def passages_of(school: School, year: AcademicYear, *, on: datetime.date) -> list[Passage]:
    """Return what is offered for the report of `school` on `year`."""
    found = (source(school, year, on=on) for source in _sources)
    return [each for each in found if each is not None]
