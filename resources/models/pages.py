"""The library: one page per resource, collections that put resources in an order, and the index above both."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import path
from wagtail.fields import NoFutureDateValidator, RichTextField, StreamField
from wagtail.models import Orderable

from curriculum.models import (
    Audience,
    Criterion,
    KeyStage,
    NeedType,
    ResourceType,
    Sector,
    Subject,
    YearGroup,
)
from hub.core.models import BasePage, Reviewed, RoutedPage
from hub.core.synchronised import facts
from resources import panels
from resources.blocks import ResourceStoryBlock
from resources.choices import Cost, Format, Licence, SheetKind, languages
from resources.forms import ResourcePageForm
from resources.words import years_in_words


class ResourceIndexPage(BasePage):
    """The index page of the library: collections, and lists by year and type."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.LessonResourcePage", "resources.CollectionPage"]

    class Meta:
        verbose_name = _("resource index")
        verbose_name_plural = _("resource indexes")


class LessonResourcePage(Reviewed, RoutedPage):
    """One resource: what it is, whom it is for, where it comes from, and its content, file or link."""

    resource_type = models.ForeignKey(
        ResourceType, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("type")
    )
    format = models.CharField(_("format"), max_length=16, choices=Format.choices)
    sheet_kind = models.CharField(
        _("kind of sheet"),
        max_length=16,
        choices=SheetKind.choices,
        blank=True,
        help_text=_("For what is printed or projected: it gets a clean print, a view for the screen and a file."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("How long it takes with a class, 1 to 600. Leave empty where that makes no sense."),
    )
    language = models.CharField(_("language"), max_length=12, choices=languages, default="en")

    year_groups = ParentalManyToManyField(YearGroup, related_name="+", verbose_name=_("years"))
    audiences = ParentalManyToManyField(Audience, blank=True, related_name="+", verbose_name=_("who uses it"))
    subjects = ParentalManyToManyField(Subject, blank=True, related_name="+", verbose_name=_("subjects"))
    sectors = ParentalManyToManyField(Sector, blank=True, related_name="+", verbose_name=_("sectors"))
    criteria = ParentalManyToManyField(Criterion, blank=True, related_name="+", verbose_name=_("framework points"))
    needs = ParentalManyToManyField(
        NeedType,
        blank=True,
        related_name="+",
        verbose_name=_("made for these needs"),
        help_text=_("Only where it was made or adapted for them."),
    )

    provider = models.CharField(
        _("provider"), max_length=160, blank=True, help_text=_("Who made it. Leave empty if the hub did.")
    )
    provider_status = models.TextField(
        _("what is known of the provider today"),
        max_length=600,
        blank=True,
        help_text=_("Renamed, closed, moved: what you know, and where you do not know, say so."),
    )
    link = models.URLField(
        _("link"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("A web address beginning with https:// or http://."),
    )
    file = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("file"),
    )
    cost = models.CharField(_("cost"), max_length=16, choices=Cost.choices, default=Cost.UNKNOWN)
    licence = models.CharField(_("licence"), max_length=16, choices=Licence.choices, default=Licence.UNKNOWN)
    last_checked = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        validators=[NoFutureDateValidator(message=_("A check cannot lie in the future."))],
        help_text=_("The day somebody opened it and read it through. Leave empty until then."),
    )
    is_sample = models.BooleanField(_("sample"), default=False, help_text=_("Written to show how the hub works."))

    body = StreamField(ResourceStoryBlock(), blank=True, verbose_name=_("content"))

    base_form_class = ResourcePageForm
    edit_handler = TabbedInterface(
        [
            ObjectList(panels.what_panels, heading=_("What it is")),
            ObjectList(panels.whom_panels, heading=_("Who it is for")),
            ObjectList(panels.source_panels, heading=_("Where it comes from")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    override_translatable_fields = facts("resource_type", "provider", "link", "file")
    page_description = _("One film, worksheet, website or other thing to teach with, and where it comes from.")
    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    @property
    def year_numbers(self) -> list[int]:
        return sorted(year.number for year in self.year_groups.all())

    @property
    def stages(self) -> list[KeyStage]:
        """The key stages its years belong to, youngest first: derived, never chosen."""
        stages = {year.key_stage_id: year.key_stage for year in self.year_groups.all()}
        return sorted(stages.values(), key=lambda stage: stage.number)

    @property
    def years_in_words(self) -> str:
        return years_in_words(self.year_numbers)

    @property
    def is_sheet(self) -> bool:
        """Whether it prints as a sheet for pupils: its body alone, with a line for the name."""
        return (self.format == Format.SHEET or bool(self.sheet_kind)) and bool(self.body)

    @path("show/")
    def show_route(self, request: HttpRequest) -> HttpResponse:
        """Show a sheet by screens, for a projector."""
        return self._part(request, "show")

    @path("answers/")
    def answers_route(self, request: HttpRequest) -> HttpResponse:
        """Show what of a sheet is for the teacher alone."""
        return self._part(request, "answers")

    def _part(self, request: HttpRequest, view: str) -> HttpResponse:
        if self.words_are_elsewhere():
            return self.as_any_page(request)
        context = self.get_context(request, view=view)
        if not context["shown"]:
            raise Http404
        return TemplateResponse(request, f"pages/resources/sheet_{view}.html", context)

    @property
    def is_ours(self) -> bool:
        """Whether it was written here: somebody here answers for what it says."""
        return not self.provider and not self.link

    @property
    def licence_url(self) -> str:
        return Licence(self.licence).url if self.licence in Licence.values else ""

    @property
    def link_host(self) -> str:
        """Where the link leads, as a reader would say it."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")

    @property
    def language_label(self) -> str:
        return dict(languages()).get(self.language, self.language)


class CollectionPage(BasePage):
    """Resources in an order, each with why it matters: the "What's the point?" series is one collection per topic."""

    topic = models.CharField(_("topic"), max_length=120, blank=True, help_text=_("What a class is studying."))
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "ol", "ul"])

    content_panels = panels.collection_panels

    page_description = _("Resources put in an order, each with why it matters.")
    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")


class CollectionItem(Orderable):
    """One resource in a collection."""

    page = ParentalKey(CollectionPage, on_delete=models.CASCADE, related_name="items")
    resource = models.ForeignKey(
        LessonResourcePage, on_delete=models.CASCADE, related_name="collection_items", verbose_name=_("resource")
    )
    why = models.TextField(_("why it matters"), max_length=400, blank=True)
    jobs = models.TextField(
        _("London jobs that use it"), max_length=300, blank=True, help_text=_("Job titles, with commas between.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("resource in the collection")
        verbose_name_plural = _("resources in the collection")

    def __str__(self) -> str:
        return str(self.resource)
