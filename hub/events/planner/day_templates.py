"""The hub's own forms for other days and meetings, sheets of the library: which there are, and where."""

from wagtail.models import Locale

from resources.models import LessonResourcePage

SLUGS = (
    "plan-of-a-year-8-community-day",
    "rotation-of-a-speed-networking-session",
    "tutor-timeline-of-the-first-six-weeks",
    "structured-conversation-with-parents",
    "year-7-meeting-with-a-family",
)


def templates_of_days() -> list[LessonResourcePage]:
    """Return the sheets that are live and public, in this order."""
    found = LessonResourcePage.objects.filter(slug__in=SLUGS, locale=Locale.get_default()).live().public()
    return sorted(found, key=lambda page: SLUGS.index(page.slug))
