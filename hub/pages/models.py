"""Pages that may be under the hub or under a school: text, news and events.

`base_template` in the context decides whose masthead they have (hub.core.base_templates).
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from hub.core.blocks import StoryBlock
from hub.core.models import BasePage
from hub.core.page_context import Graph
from hub.core.synchronised import facts

ANYWHERE = ["home.HomePage", "schools.SchoolHomePage"]


class StandardPage(BasePage):
    """A page of text. Each heading in the body opens a section of its own."""

    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types = [*ANYWHERE, "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")


class NewsIndexPage(BasePage):
    """News, newest first, and the events still to come."""

    per_page = 20

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


class EventPage(BasePage):
    """An event: when, where, and what it is. Times are London's."""

    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, help_text=_("A building and its postcode, or “online”."))
    booking = models.URLField(_("where to book"), blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("body"), blank=True)

    override_translatable_fields = facts("place", "booking")
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("place"),
        FieldPanel("booking"),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.NewsIndexPage"]
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

    def get_schema_org(self, request: HttpRequest) -> Graph:
        event = {
            "@type": "Event",
            "name": self.title,
            "description": self.meta_description,
            "startDate": timezone.localtime(self.starts).isoformat(),
            "location": {"@type": "Place", "name": self.place},
            "inLanguage": self.locale.language_code,
            "url": self.get_full_url(request),
        }
        return [{**event, "endDate": timezone.localtime(self.ends).isoformat()} if self.ends else event]
