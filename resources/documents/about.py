"""What a file says of the page that it was made from: language, licence, address, day of the version."""

import datetime

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from curriculum.models import UnitPage
from hub.core.documents.about import About
from resources.choices import Licence
from resources.models import LessonResourcePage


def about(page: UnitPage | LessonResourcePage, title: str) -> About:
    """Return what a file called `title` says of itself."""
    return About(
        title=title,
        language=language_of(page),
        subject=page.title,
        licence=licence_of(page),
        address=page.full_url or "",
        day=day_of(page),
    )


def language_of(page: UnitPage | LessonResourcePage) -> str:
    """Return the code of the language that a page is written in.

    A page that stands in another language's tree as an alias only has the words of the page it repeats. A sheet in a
    language that the site does not have stands among the pages of the site's first language, and says so.
    """
    written = written_in(page)
    said = page.language if isinstance(page, LessonResourcePage) and page.is_sheet else ""
    return said if said and written == settings.LANGUAGE_CODE else written


def written_in(page: Page) -> str:
    """Return the code of the site's language in which a file of a page names its parts."""
    return (page.alias_of if page.alias_of_id else page).locale.language_code


def licence_of(page: UnitPage | LessonResourcePage) -> str:
    """Return the licence's name. Units have the hub's own: their imprint says so on the page."""
    return str(page.get_licence_display() if isinstance(page, LessonResourcePage) else Licence.OGL.label)


def day_of(page: Page) -> datetime.date | None:
    """Return the day on which this version went public."""
    return timezone.localdate(page.last_published_at) if page.last_published_at else None
