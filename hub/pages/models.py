"""Pages that may be under the hub or under a school: text, news and events.

`base_template` in the context decides whose masthead they have (hub.core.base_templates).
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField

from hub.core.blocks import StoryBlock
from hub.core.icalendar import Event
from hub.core.models import BasePage, RoutedPage
from hub.core.page_context import Graph
from hub.core.synchronised import facts
from hub.pages import calendar_files
from hub.pages.kinds import Attendance, Audience, EventStatus

ANYWHERE = ["home.HomePage", "schools.SchoolHomePage"]


class StandardPage(BasePage):
    """A page of text. Each heading in the body opens a section of its own."""

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    page_description = _("Anything else: headings, text, pictures and files.")
    parent_page_types = [*ANYWHERE, "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")


class NewsIndexPage(BasePage):
    """News, newest first, and the events still to come."""

    per_page = 20

    page_description = _("The place for news and for the events that go with it. One is enough.")
    parent_page_types = ANYWHERE
    subpage_types = ["pages.NewsPage", "pages.EventPage"]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")


class NewsPage(BasePage):
    """One dated piece of news."""

    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("date"), FieldPanel("body")]
    page_description = _("Something that has happened or changed, with its date.")
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news page")
        verbose_name_plural = _("news pages")

    def get_schema_org(self, request: HttpRequest) -> Graph:
        return [
            {
                "@type": "NewsArticle",
                "headline": self.title,
                "description": self.meta_description,
                "datePublished": self.date.isoformat(),
                "inLanguage": self.locale.language_code,
                "url": self.get_full_url(request),
            }
        ]


class EventPage(RoutedPage):
    """An event: when, where, for whom, and what it is. Times are London's."""

    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    attendance = models.CharField(
        _("in person or online"), max_length=10, choices=Attendance, default=Attendance.IN_PERSON
    )
    place = models.CharField(_("place"), max_length=200, help_text=_("A building and its postcode, or “online”."))
    audience = models.CharField(_("for whom"), max_length=10, choices=Audience, default=Audience.EVERYBODY)
    years = models.CharField(
        _("which years"), max_length=60, blank=True, help_text=_("As people say it: “Years 9 to 11”.")
    )
    booking = models.URLField(_("where to book"), blank=True)
    adjustments = models.TextField(
        _("adjustments"),
        max_length=500,
        blank=True,
        help_text=_("What can be arranged for people who need it, and which role to ask: “the school office”."),
    )
    status = models.CharField(_("status"), max_length=10, choices=EventStatus, default=EventStatus.PLANNED)
    change = models.CharField(
        _("what has changed"), max_length=200, blank=True, help_text=_("Shown when it is moved or cancelled.")
    )
    is_open = models.BooleanField(
        _("open to people from outside"),
        default=False,
        help_text=_("The hub’s calendar then shows it too."),
    )
    is_sample = models.BooleanField(_("sample"), default=False, help_text=_("Written to show how the hub works."))
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    override_translatable_fields = facts("attendance", "place", "audience", "booking", "status", "is_open", "is_sample")
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        MultiFieldPanel([FieldPanel("attendance"), FieldPanel("place"), FieldPanel("booking")], heading=_("Where")),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("years"), FieldPanel("adjustments"), FieldPanel("is_open")],
            heading=_("For whom"),
        ),
        FieldRowPanel([FieldPanel("status"), FieldPanel("change")]),
        FieldPanel("body"),
    ]
    settings_panels = [*BasePage.settings_panels, FieldPanel("is_sample")]
    page_description = _("Something people can come to, with its time and place.")
    parent_page_types = ["pages.NewsIndexPage", "events.EventCalendarPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="event_ends_after_it_starts",
                violation_error_message=_("An event cannot end before it starts."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("An event cannot end before it starts.")})
        if self.attendance == Attendance.IN_PERSON and self.place.strip().casefold() == Attendance.ONLINE:
            self.attendance = Attendance.ONLINE

    @property
    def is_cancelled(self) -> bool:
        return self.status == EventStatus.CANCELLED

    def is_over(self, now: datetime.datetime) -> bool:
        """Tell whether it is over at a moment; one without an end, once its day in London is."""
        if self.ends:
            return self.ends < now
        return timezone.localdate(self.starts) < timezone.localdate(now)

    @path("calendar.ics/")
    def calendar_route(self, request: HttpRequest) -> HttpResponse:
        """Answer with the event as a file that calendars read."""
        if self.words_are_elsewhere():
            return redirect(f"{self.alias_of.specific.get_url(request)}calendar.ics")
        return calendar_files.answer(
            self.title, [self.calendar_entry(request)], name=self.slug, on=timezone.localdate()
        )

    def calendar_entry(self, request: HttpRequest, *, whose: str = "") -> Event:
        """Return it for a calendar. `whose`: the school or cluster that holds it, where others stand beside it."""
        changed = f"{self.get_status_display()}. {self.change}".strip() if self.status != EventStatus.PLANNED else ""
        return Event(
            # The same whichever language it is read in, and for good.
            uid=f"event-{self.translation_key}@london-ambitions-hub",
            day=timezone.localdate(self.starts),
            summary=f"{self.title} ({whose})" if whose else self.title,
            description="\n\n".join(filter(None, [changed, self.summary])),
            url=self.get_full_url(request) or "",
            place=self.place,
            starts=self.starts,
            ends=self.ends,
            is_cancelled=self.is_cancelled,
        )

    def get_schema_org(self, request: HttpRequest) -> Graph:
        url = self.get_full_url(request)
        places: Graph = []
        if self.attendance != Attendance.ONLINE:
            places.append({"@type": "Place", "name": self.place, "address": self.place})
        if self.attendance != Attendance.IN_PERSON:
            places.append({"@type": "VirtualLocation", "url": self.booking or url})
        event: dict[str, object] = {
            "@type": "Event",
            "name": self.title,
            "description": self.meta_description,
            "startDate": timezone.localtime(self.starts).isoformat(),
            "eventAttendanceMode": f"https://schema.org/{Attendance(self.attendance).schema_org}",
            "eventStatus": f"https://schema.org/{EventStatus(self.status).schema_org}",
            "location": places[0] if len(places) == 1 else places,
            "audience": {"@type": "Audience", "audienceType": self.get_audience_display()},
            "inLanguage": self.locale.language_code,
            "url": url,
        }
        return [{**event, "endDate": timezone.localtime(self.ends).isoformat()} if self.ends else event]
