"""Events still to come among the results: those that hold all the words, in a section of their own (decision 0029).

As with offers, a process keeps the words of what the hub's calendar shows, and reads them again when one is published
or goes, and each day: what is over is found no longer from the day after.
"""

import dataclasses
import datetime
from collections.abc import Iterator, Sequence

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from hub.events.calendars.selectors import OWNER_DEPTH, of_hub
from hub.pages.models import EventPage
from hub.pages.selectors import to_come
from search.index.adapters.base import stream_text
from search.index.analysis import analyse, telling
from search.results.hits import closed_paths

MOST = 3
# What a result says of an event, and what its address takes.
_SHOWN = ("title", "path", "depth", "url_path", "content_type", "starts", "ends", "place", "audience")


@dataclasses.dataclass(frozen=True)
class Known:
    """An event with its analysed words."""

    key: int
    title_words: frozenset[str]
    words: frozenset[str]


def named(typed: str, *, locale: str, on: datetime.date) -> Sequence[EventPage]:
    """Return the public events to come that hold all words of a text, those with most of them in their title first."""
    words = frozenset(telling(analyse(typed, locale), locale))
    if not words:
        return ()
    # Sorting keeps the order of those that are alike: the soonest first.
    best = sorted(
        (one for one in _held(locale, on) if words <= one.words), key=lambda one: -len(words & one.title_words)
    )
    keys = [one.key for one in best[:MOST]]
    if not keys:
        return ()
    # Read again: who may open a page changes without the page.
    closed = closed_paths()
    pages = EventPage.objects.live().filter(pk__in=keys).only(*_SHOWN)
    by_key = {page.pk: page for page in pages if not page.path.startswith(closed)}
    return [by_key[key] for key in keys if key in by_key]


# What changes when an event is published or goes, or the home page of its school. Plain SQL, as for the other sections.
_STATE = f"""
SELECT COUNT(*), MAX(page.last_published_at), MAX(page.latest_revision_created_at), MAX(page.id), SUM(page.id)
FROM pages_eventpage event
JOIN wagtailcore_page page ON page.id = event.page_ptr_id
JOIN wagtailcore_locale locale ON locale.id = page.locale_id
JOIN wagtailcore_page owner ON owner.path = SUBSTR(page.path, 1, {OWNER_DEPTH * Page.steplen})
WHERE page.live AND owner.live AND locale.language_code = %s AND COALESCE(event.ends, event.starts) >= %s
"""
_kept: dict[str, tuple[object, Sequence[Known]]] = {}


def _held(locale: str, on: datetime.date) -> Sequence[Known]:
    morning = timezone.make_aware(datetime.datetime.combine(on, datetime.time.min))
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [locale, connection.ops.adapt_datetimefield_value(morning)])
        state = (on, cursor.fetchone())
    if not state[1][0]:
        return ()
    if locale not in _kept or _kept[locale][0] != state:
        _kept[locale] = (state, list(_known(locale, morning)))
    return _kept[locale][1]


def _known(locale: str, morning: datetime.datetime) -> Iterator[Known]:
    events = of_hub(EventPage.objects.live().filter(alias_of=None, locale__language_code=locale))
    for event in events.filter(to_come(morning)).order_by("starts", "pk"):
        title = frozenset(analyse(event.title, locale))
        said = (event.summary, event.place, event.years, str(event.get_audience_display()), stream_text(event.body))
        yield Known(event.pk, title, title.union(*(analyse(text, locale) for text in said)))
