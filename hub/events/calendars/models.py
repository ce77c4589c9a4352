"""The page that lists events: of the hub, of a cluster or of a school, by where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from hub.core.icalendar import Event
from hub.core.models import RoutedPage
from hub.pages import calendar_files

FEED = "calendar.ics"
# Root, front page, calendar of the hub.
HUB_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar's title, and its events as calendars read them."""

    title: str
    events: Sequence[Event]


class EventCalendarPage(RoutedPage):
    """What is to come, month by month, and what is over; and a feed for calendars."""

    per_page = 20

    page_description = _("What is on, month by month, with dates that people can subscribe to.")
    parent_page_types = ["home.HomePage", "schools.SchoolHomePage", "clusters.ClusterPage"]
    subpage_types = ["pages.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("event calendar")
        verbose_name_plural = _("event calendars")

    @property
    def is_of_hub(self) -> bool:
        """Whether it stands directly under the front page."""
        return self.depth == HUB_DEPTH

    @path(f"{FEED}/")
    def feed_route(self, request: HttpRequest) -> HttpResponse:
        """Answer with the events as a calendar to subscribe to."""
        if self.words_are_elsewhere():
            return redirect(f"{self.alias_of.specific.get_url(request)}{FEED}")
        feed = self.get_context(request, feed=True)["feed"]
        assert isinstance(feed, Feed)
        return calendar_files.answer(feed.title, feed.events, name=self.slug, on=timezone.localdate())
