"""Template context of a school's home page."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from hub.core.page_context import Context
from hub.pages.selectors import latest_news, next_events
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.register.links import neighbours
from hub.schools.school_home import reading
from hub.schools.school_home.coming import MOST, coming
from hub.schools.school_home.programme import programme
from hub.schools.school_home.ways import contacts, ways


def home_context(page: SchoolHomePage, request: HttpRequest, **kwargs: object) -> Context:
    """Return what a school's home page shows besides its own fields."""
    now, on = timezone.now(), timezone.localdate()
    prefetch_related_objects([page.school], "registrations")
    registration = page.school.registration_for(on)
    pages = reading.published_pages(page, request)
    approval = reading.latest_approval(page, on=on) if pages.first(reading.POLICY) else None
    careers, has_news = pages.first(reading.CAREERS), pages.first(reading.NEWS) is not None
    # Events stand below the one or the other.
    events = next_events(page, now=now, limit=MOST) if has_news or pages.first(reading.EVENTS) else []
    meetings, rows = reading.meetings_to_come(pages, on=on), reading.programme_of(pages)
    is_college = bool(registration and registration.is_college)
    return {
        "registration": registration,
        "neighbours": neighbours(page.school) if page.path else None,
        "careers_url": careers.url if careers else "",
        "contacts": contacts(page, pages),
        "ways": ways(pages, approval=approval, has_programme=bool(rows), is_college=is_college),
        "coming": coming(pages, request, events=events, meetings=meetings, approval=approval, on=on),
        "programme": programme(rows, year=pages.year, on=on),
        "news": latest_news(page) if has_news else [],
    }
