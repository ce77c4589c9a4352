"""Reads of news and events. Every list holds live, public pages of the asking page's language."""

import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

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
    events = _children(EventPage, index).order_by("starts", "pk")
    return [
        event
        for event in events.filter(starts__gte=morning - datetime.timedelta(days=31))
        if (event.ends or event.starts) >= morning
    ]


def latest_news(under: Page, *, limit: int = 3) -> list[NewsPage]:
    """Return the newest news of the news index directly under the page `under`; none when it has no index."""
    index = NewsIndexPage.objects.child_of(under).live().public().first()
    return list(news_in(index)[:limit]) if index else []


def news_context(page: NewsIndexPage, request: HttpRequest, **kwargs: object) -> Context:
    """Return what a news index shows: a page of news, and on the first one the events still to come."""
    news = Paginator(news_in(page), page.per_page).get_page(request.GET.get("page"))
    return {"news": news, "events": events_in(page, on=timezone.localdate()) if news.number == 1 else []}
