"""What follows when a page stops being public, said before it happens: on unpublishing, deleting and setting an expiry.

Rooms above register what they know of their pages; the core knows of links.
"""

import datetime
from collections.abc import Callable, Sequence

from django.utils.translation import ngettext
from wagtail.models import Page, ReferenceIndex

# (page, day, whether it is deleted) -> sentences.
Consequence = Callable[[Page, datetime.date, bool], Sequence[str]]
_known: list[Consequence] = []


def register_consequence(consequence: Consequence) -> None:
    """Register what follows for some pages; it answers () for all others. Called from AppConfig.ready()."""
    _known.append(consequence)


def consequences(page: Page, *, on: datetime.date, deleted: bool = False) -> list[str]:
    """Return what follows when `page` is taken off the site, or deleted, as sentences; the gravest first."""
    page = page.specific
    said = [sentence for known in _known for sentence in known(page, on, deleted)]
    return [*said, *links(page)]


def links(page: Page) -> list[str]:
    """Say how many pages lead to `page`. How many only: they may be another school's drafts."""
    found = ReferenceIndex.get_references_to(page).values_list("base_content_type_id", "object_id").distinct()
    n = len({each for each in found if each[1] != str(page.pk)})
    words = ngettext(
        "%(n)d page or record leads here: its link will lead nowhere.",
        "%(n)d pages or records lead here: their links will lead nowhere.",
        n,
    )
    return [words % {"n": n}] if n else []
