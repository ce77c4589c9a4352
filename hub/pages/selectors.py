"""Reads of news and events. Every list holds live, public pages of the asking page's language."""

import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils import timezone

if TYPE_CHECKING:
    from .models import NewsIndexPage


def _children(model_name: str, index: Any):
    model = apps.get_model("pages", model_name)
    return model.objects.child_of(index).live().public().filter(locale_id=index.locale_id).defer_streamfields()


def news_in(index: "NewsIndexPage"):
    """Return the news under `index`, newest first, as a queryset."""
    return _children("NewsPage", index).order_by("-date", "-pk")


def events_in(index: "NewsIndexPage", *, on: datetime.date) -> list[Any]:
    """Return the events under `index` that are not over on the date `on`, soonest first."""
    morning = timezone.make_aware(datetime.datetime.combine(on, datetime.time.min))
    events = _children("EventPage", index).order_by("starts", "pk")
    return [
        event
        for event in events.filter(starts__gte=morning - datetime.timedelta(days=31))
        if (event.ends or event.starts) >= morning
    ]


def latest_news(under: Any, *, limit: int = 3) -> list[Any]:
    """Return the newest news of the news index directly under the page `under`; none when it has no index."""
    index = apps.get_model("pages", "NewsIndexPage").objects.child_of(under).live().public().first()
    return list(news_in(index)[:limit]) if index else []
