"""Queries for news and events. Every list holds live, public pages of the asking page's language."""

import datetime

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from hub.core.dates.words import day_in_words, time_in_words
from hub.core.kept.clock import good_until
from hub.core.models import BasePage
from hub.core.page_context import Context
from hub.pages.models import EventPage, NewsIndexPage, NewsPage


def _children(model: type[BasePage], index: NewsIndexPage) -> PageQuerySet:
    return model.objects.child_of(index).live().public().filter(locale_id=index.locale_id).defer_streamfields()


def news_in(index: NewsIndexPage) -> PageQuerySet:
    """Return the news under `index`, newest first, as a queryset."""
    return _children(NewsPage, index).order_by("-date", "-pk")


def events_in(index: NewsIndexPage, *, on: datetime.date) -> list[EventPage]:
    """Return the events under `index` that are not over on the date `on`, soonest first."""
    morning = timezone.make_aware(datetime.datetime.combine(on, datetime.time.min))
    return list(_children(EventPage, index).filter(to_come(morning)).order_by("starts", "pk"))


def to_come(now: datetime.datetime) -> Q:
    """Return the condition that an event is not over at a moment, as `EventPage.is_over` says it."""
    morning = timezone.make_aware(datetime.datetime.combine(timezone.localdate(now), datetime.time.min))
    return Q(ends__gte=now) | Q(ends=None, starts__gte=morning)


def next_events(under: Page, *, now: datetime.datetime, limit: int = 3) -> list[EventPage]:
    """Return the events below the page `under` that are still to come, the soonest first."""
    events = EventPage.objects.live().public().filter(locale_id=under.locale_id, alias_of=None)
    events = events.filter(to_come(now), path__startswith=under.path).select_related("locale").defer_streamfields()
    found = list(events.order_by("starts", "pk")[:limit])
    for event in found:
        good_until(event.ends)
    return found


def latest_news(under: Page, *, limit: int = 3) -> list[NewsPage]:
    """Return the newest news of the news index directly under the page `under`; none when it has no index."""
    index = NewsIndexPage.objects.child_of(under).live().public().first()
    return list(news_in(index)[:limit]) if index else []


def news_context(page: NewsIndexPage, request: HttpRequest, **kwargs: object) -> Context:
    """Return what a news index shows: a page of news, and on the first one the events still to come."""
    news = Paginator(news_in(page), page.per_page).get_page(request.GET.get("page"))
    return {"news": news, "events": events_in(page, on=timezone.localdate()) if news.number == 1 else []}


def when(event: EventPage) -> str:
    """Say when an event is, in London's time: its day and hours, or two moments where it ends on another day."""
    starts = timezone.localtime(event.starts)
    said = {"day": day_in_words(starts.date()), "time": time_in_words(starts.time())}
    if not event.ends or event.ends == event.starts:
        return _("%(day)s, %(time)s") % said
    ends = timezone.localtime(event.ends)
    said["end"] = time_in_words(ends.time())
    if ends.date() == starts.date():
        return _("%(day)s, %(time)s to %(end)s") % said
    said["last"] = day_in_words(ends.date())
    return _("%(day)s, %(time)s, to %(last)s, %(end)s") % said


def event_context(page: EventPage, request: HttpRequest, **kwargs: object) -> Context:
    """Return what an event shows besides its own fields."""
    good_until(page.ends)
    return {"when": when(page), "is_over": page.is_over(timezone.now())}
