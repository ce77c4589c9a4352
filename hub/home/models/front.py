"""The front page."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PagePermissionTester

from hub.accounts.requests import RequestUser
from hub.core.models import BasePage
from hub.core.page_context import Graph
from hub.core.synchronised import facts
from hub.schools.tenancy.memberships import work_of


class HomePage(BasePage):
    """The hub's front page, and the root of the one Wagtail site (decision 0001)."""

    headline = models.CharField(
        _("headline"),
        max_length=120,
        default="Careers lessons for every year, ready for the time you have.",
        help_text=_("One sentence, set large. Up to about ten words."),
    )
    example = models.ForeignKey(
        "schools.CareersPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("finished careers page to show"),
    )

    override_translatable_fields = facts("example")
    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("headline"),
        FieldPanel("summary", help_text=_("Shown beside the headline and in search engines.")),
        FieldPanel("example"),
    ]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "clusters.ClusterIndexPage",
        "curriculum.CurriculumIndexPage",
        "labour_market.LabourMarketPage",
        "resources.ResourceIndexPage",
        "schools.SchoolIndexPage",
        "pages.NewsIndexPage",
        "events.EventCalendarPage",
        "pages.StandardPage",
        "home.ParentsPage",
        "home.AccessibilityStatementPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def permissions_for_user(self, user: RequestUser) -> PagePermissionTester:
        """Let a translator write the front page of their language, without what stands below it: schools do, too."""
        found = super().permissions_for_user(user)
        if self.locale_id in work_of(user).languages:
            found.permissions.add("change")
        return found

    def get_schema_org(self, request: HttpRequest) -> Graph:
        return [
            {
                "@type": "WebSite",
                "name": self.title,
                "description": self.meta_description,
                "url": self.get_full_url(request),
                "inLanguage": self.locale.language_code,
            }
        ]
