"""The careers page: what a school publishes about its programme, a field for each thing a rule asks for."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from hub.core.blocks import StoryBlock
from hub.core.models import BasePage
from hub.core.page_context import Graph
from hub.core.synchronised import facts
from hub.publication.fields import AcademicYearField
from hub.publication.panels import ChecklistPanel
from hub.publication.rules import LazyText
from hub.schools.careers.forms import CareersPageForm
from hub.schools.careers.panels import ProgrammePanel, ReadingPanel, RowsPanel
from hub.schools.microsites.opening_hours import opening_hours
from hub.schools.microsites.school_owned import SchoolOwnedPage
from hub.schools.validators import validate_telephone

TEXT = ["bold", "link", "document-link", "ol", "ul"]


def group(heading: LazyText, *names: str) -> MultiFieldPanel:
    """Return a group of fields, each with an id that the checklist can lead to: Wagtail gives grouped fields none."""
    return MultiFieldPanel([FieldPanel(name, attrs={"id": f"fix-{name}"}) for name in names], heading=heading)


class CareersPage(SchoolOwnedPage):
    """Contacts, the programme by year, and everything else that the publication rules ask for.

    Every field may be empty in a draft: the rules, not the database, say what is missing.
    """

    careers_leader_name = models.CharField(
        _("careers leader's name"),
        max_length=120,
        blank=True,
        help_text=_("The member of staff who runs it, or both who share it."),
    )
    careers_leader_email = models.EmailField(
        _("careers leader's email"), blank=True, help_text=_("A shared address, such as careers@, outlasts a person.")
    )
    careers_leader_telephone = models.CharField(
        _("careers leader's telephone"), max_length=32, blank=True, validators=[validate_telephone]
    )
    office_hours = models.CharField(
        _("when to ring"), max_length=200, blank=True, help_text=_("Days and times, and what to ask for.")
    )
    interpreter = models.CharField(
        _("help in other languages"), max_length=300, blank=True, help_text=_("How a family asks for an interpreter.")
    )
    academic_year = AcademicYearField(
        _("school year"),
        blank=True,
        help_text=_(
            "The year this programme is for, such as 2026/27. A page that is not public yet can be for next year, and "
            "scheduled."
        ),
    )
    parent_summary = RichTextField(
        _("what this means for your child"),
        blank=True,
        features=["bold", "link", "ul"],
        help_text=_("For parents and carers, who read it first: a few short sentences in everyday words."),
    )
    programme_summary = RichTextField(_("summary of the programme"), blank=True, features=TEXT)
    last_reviewed = models.DateField(_("reviewed on"), null=True, blank=True)
    next_review = models.DateField(_("next review by"), null=True, blank=True)
    information_for_pupils = RichTextField(_("for pupils"), blank=True, features=TEXT)
    information_for_parents = RichTextField(_("for parents and carers"), blank=True, features=TEXT)
    information_for_teachers = RichTextField(_("for teachers"), blank=True, features=TEXT)
    information_for_employers = RichTextField(_("for employers"), blank=True, features=TEXT)
    parents_engagement = RichTextField(
        _("how parents and carers take part"), blank=True, features=TEXT, help_text=_("Evenings, meetings, tasks.")
    )
    impact_measure = models.CharField(
        _("what you measure"),
        max_length=160,
        blank=True,
        help_text=_("Name the measure: Compass, destinations, a survey of pupils each June..."),
    )
    impact = RichTextField(_("how you use it"), blank=True, features=TEXT)
    guidance_by = models.CharField(
        _("who gives guidance"), max_length=200, blank=True, help_text=_("The adviser, or the service.")
    )
    guidance_is_independent = models.BooleanField(
        _("not a member of the school's staff"), default=False, help_text=_("Independent means from outside.")
    )
    guidance_booking = RichTextField(_("how to see an adviser"), blank=True, features=TEXT)
    lmi_pupils_url = models.URLField(_("labour market information for pupils"), blank=True)
    lmi_parents_url = models.URLField(_("labour market information for parents and carers"), blank=True)
    lmi_teachers_url = models.URLField(_("labour market information for teachers"), blank=True)
    lmi_checked_on = models.DateField(_("links checked on"), null=True, blank=True)
    destinations = RichTextField(_("what pupils do next"), blank=True, features=TEXT)
    links_with_business = RichTextField(_("links with business"), blank=True, features=TEXT)
    governor_name = models.CharField(
        _("governor for careers"), max_length=120, blank=True, help_text=_("Name or role.")
    )
    governor_since = models.DateField(_("since"), null=True, blank=True)
    cluster_name = models.CharField(_("careers cluster"), max_length=160, blank=True)
    cluster_url = models.URLField(_("cluster's page"), blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("more information"), blank=True)

    override_translatable_fields = facts(
        "careers_leader_email",
        "careers_leader_telephone",
        "academic_year",
        "lmi_pupils_url",
        "lmi_parents_url",
        "lmi_teachers_url",
        "cluster_url",
    )
    # Written in other letters by a translator; one that changes is shown at once.
    names_of_people = ("careers_leader_name", "governor_name", "guidance_by")
    base_form_class = CareersPageForm
    page_description = _(
        "Begin here: whom to ask, what each year group gets, and what the law asks a school to publish."
    )
    subpage_types: list[str] = []
    max_count_per_parent = 1

    content_panels = [
        ChecklistPanel(heading=_("Publication checklist")),
        *BasePage.content_panels,
        group(
            _("Whom to ring"),
            "careers_leader_name",
            "careers_leader_telephone",
            "careers_leader_email",
            "office_hours",
            "interpreter",
        ),
        group(_("Dates"), "academic_year", "last_reviewed", "next_review"),
        group(_("For parents and carers"), "parent_summary"),
        ReadingPanel(heading=_("How easy that is to read")),
        FieldPanel("programme_summary"),
        RowsPanel("programme", heading=_("What each year gets"), label=_("Activity")),
        ProgrammePanel(heading=_("Programme totals")),
        group(_("Seeing an adviser"), "guidance_by", "guidance_is_independent", "guidance_booking"),
        group(
            _("How to find out more"),
            "information_for_pupils",
            "information_for_parents",
            "information_for_teachers",
            "information_for_employers",
        ),
        FieldPanel("parents_engagement"),
        group(_("Whether it works"), "impact_measure", "impact"),
        FieldPanel("destinations"),
        FieldPanel("links_with_business"),
        group(
            _("Labour market information"), "lmi_pupils_url", "lmi_parents_url", "lmi_teachers_url", "lmi_checked_on"
        ),
        group(_("Governor for careers"), "governor_name", "governor_since"),
        group(_("Careers cluster"), "cluster_name", "cluster_url"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("careers page")
        verbose_name_plural = _("careers pages")

    def get_schema_org(self, request: HttpRequest) -> Graph:
        contact = {
            "@type": "ContactPoint",
            "contactType": "careers leader",
            "name": self.careers_leader_name,
            "telephone": self.careers_leader_telephone,
            "email": self.careers_leader_email,
            "hoursAvailable": opening_hours(self.office_hours),
        }
        page = {
            "@type": "WebPage",
            "name": self.title,
            "url": self.get_full_url(request),
            "inLanguage": self.locale.language_code,
            "lastReviewed": self.last_reviewed,
            "about": {
                "@type": "EducationalOrganization",
                "name": self.school.name,
                "contactPoint": {key: value for key, value in contact.items() if value},
            },
        }
        return [{key: value for key, value in page.items() if value}]
