"""Which of the hub's pages in a language a translator works on: all but those of schools, and of groups of schools."""

from collections.abc import Collection

from wagtail.models import Page, PageQuerySet

from hub.schools.microsites.models import SchoolIndexPage

# Front pages stand at this depth; what is below one is the hub's, or begins with one of these types.
FRONT_PAGE_DEPTH = 2
_of_schools: list[type[Page]] = [SchoolIndexPage]


def register_of_schools(model: type[Page]) -> None:
    """Keep translators out of what is below pages of this type. Called from AppConfig.ready()."""
    if model not in _of_schools:
        _of_schools.append(model)


def front_pages(languages: Collection[int]) -> PageQuerySet:
    """Return the front pages in these languages (keys of Locale)."""
    return Page.objects.filter(locale__in=languages, depth=FRONT_PAGE_DEPTH)


def roots_in(languages: Collection[int]) -> tuple[Page, ...]:
    """Return the pages below the front pages in these languages (keys of Locale) that are the hub's own."""
    if not languages:
        return ()
    pages = Page.objects.filter(locale__in=languages, depth=FRONT_PAGE_DEPTH + 1)
    return tuple(pages.not_type(*_of_schools).order_by("path"))
