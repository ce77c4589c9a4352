"""A translation leaves the site with its English page, whichever way that goes, and does not come back before it.

Button, bulk action, expiry, a school's closing and a command all end in the same two signals; a page that is made
private, which a translation does not become with it, and one that is moved below such a page, in two more. Wagtail's
own hook (`construct_translated_pages_to_cascade_actions`) is asked by two buttons only.
"""

import datetime

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PageQuerySet, PageViewRestriction


def translations_of(*pages: Page) -> PageQuerySet[Page]:
    """Return the pages in other languages that `pages` are the English of, aliases included."""
    english = Locale.get_default()
    keys = [page.translation_key for page in pages if page.locale_id == english.pk]
    return Page.objects.filter(translation_key__in=keys).exclude(locale=english)


def on_unpublished(instance: Page, **_signal: object) -> None:
    """Take the live translations of the page off the site: they would say what nobody says any more."""
    for translation in translations_of(instance).live().specific():
        translation.unpublish(set_expired=instance.expired)


def on_made_private(instance: PageViewRestriction, **_signal: object) -> None:
    """Take off the site the live translations of a page that is closed to the public, and of the pages below it."""
    _close(instance.page)


def on_moved(instance: Page, **_signal: object) -> None:
    """The same for a page that is moved below one that is closed."""
    if instance.get_view_restrictions().exists():
        _close(instance)


def _close(page: Page) -> None:
    for translation in translations_of(*page.get_descendants(inclusive=True)).live().specific():
        translation.unpublish()


def on_deleted(instance: Page, **_signal: object) -> None:
    """Take the translations of a page that is being deleted off the site (pre_delete of Page).

    What somebody translated is kept as a draft; an alias, which has no words of its own, goes.
    """
    for translation in translations_of(instance):
        holds_words = not translation.alias_of_id or translation.get_descendants().filter(alias_of=None).exists()
        if not holds_words:
            translation.specific.delete()
        elif translation.live:
            translation.specific.unpublish()


def refused_before_english(page: Page, on: datetime.date) -> list[str]:
    """Say why a translation is not published: a gate of hub.core.publishing, on any day."""
    english = Locale.get_default()
    if page.locale_id in (None, english.pk):
        return []
    original = page.get_translation_or_none(english)
    if original is None or (original.live and not original.get_view_restrictions().exists()):
        return []
    return [_("The English page is not public: publish that first, for a translation says nothing that it does not.")]
