"""What follows when pages stop being public, said before it happens: on unpublishing, deleting and setting an expiry.

Rooms above register what they know of their pages; the core knows of translations and links.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, ReferenceIndex

from hub.core.leaving import translations_of

# (all pages that go together, day, whether they are deleted) -> sentences.
Consequence = Callable[[Sequence[Page], datetime.date, bool], Sequence[str]]
SHOWN = 4
_known: list[Consequence] = []


def register_consequence(consequence: Consequence) -> None:
    """Register what follows for some pages; it answers () for all others. Called from AppConfig.ready()."""
    _known.append(consequence)


def consequences(*pages: Page, on: datetime.date, deleted: bool = False, below: bool = False) -> list[str]:
    """Return what follows when `pages` are taken off the site together, as sentences; the gravest first.

    `below`: with the public pages below them. Deleting takes all pages below in any case.
    """
    going = with_below(pages, drafts=deleted) if below or deleted else [page.specific for page in pages]
    said = [sentence for known in _known for sentence in known(going, on, deleted)]
    return [*said, *translations(going, deleted=deleted), *links(going)]


def with_below(pages: Iterable[Page], *, drafts: bool) -> list[Page]:
    """Return `pages` and the public pages below them, each once, in the order of the tree. `drafts`: these as well."""
    found = {page.pk: page.specific for page in pages}
    for page in list(found.values()):
        below = page.get_descendants() if drafts else page.get_descendants().live()
        found |= {each.pk: each for each in below.specific() if each.pk not in found}
    return sorted(found.values(), key=lambda page: page.path)


def named(names: Sequence[str]) -> str:
    """Return the first few of `names` and how many more there are."""
    more = len(names) - SHOWN
    return "; ".join([*names[:SHOWN], *([_("and %d more") % more] if more > 0 else [])])


def translations(pages: Sequence[Page], *, deleted: bool) -> list[str]:
    """Say which translations leave the site with their English pages (hub.core.leaving)."""
    live = translations_of(*pages).live().filter(alias_of=None).exclude(pk__in=[page.pk for page in pages])
    found = list(live.select_related("locale"))
    if not found:
        return []
    languages = sorted({str(each.locale.get_display_name()) for each in found})
    said = {"n": len(found), "languages": get_text_list(languages, _("and"))}
    words = ngettext(
        "%(n)d translation, into %(languages)s, leaves the site with it.",
        "%(n)d translations, into %(languages)s, leave the site with it.",
        len(found),
    )
    return [words % said, *([_("What is translated is kept as a draft.")] if deleted else [])]


def links(pages: Collection[Page]) -> list[str]:
    """Say how many others lead to `pages`. How many only: they may be another school's drafts."""
    of_pages, keys = ContentType.objects.get_for_model(Page), [str(page.pk) for page in pages]
    found = ReferenceIndex.get_references_to_in_bulk(list(pages)).exclude(
        base_content_type=of_pages, object_id__in=keys
    )
    n = found.values("base_content_type", "object_id").distinct().count()
    words = ngettext(
        "%(n)d page or record leads here: its link will lead nowhere.",
        "%(n)d pages or records lead here: their links will lead nowhere.",
        n,
    )
    return [words % {"n": n}] if n else []
