"""The accessibility statement that the 2018 regulations require of a public body's site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from hub.core.dates.fields import DayBlock
from hub.core.models import BasePage
from hub.core.synchronised import facts

TEXT = ["bold", "link", "ol", "ul"]


class GapBlock(blocks.StructBlock):
    """One thing that is not accessible: what, by which criterion, what to do instead, and by when it will be fixed."""

    what = blocks.TextBlock(label=_("What does not work, and for whom"))
    criterion = blocks.CharBlock(label=_("WCAG criterion"), max_length=120, help_text=_("“1.1.1 Non-text content”"))
    instead = blocks.TextBlock(label=_("What to do instead"), required=False)
    mended_by = DayBlock(label=_("To be fixed by"), required=False)

    class Meta:
        icon = "warning"
        label = _("Gap")


class AccessibilityStatementPage(BasePage):
    """The government's model statement, a field for each thing it must say (SI 2018/952, regulation 8)."""

    class Status(models.TextChoices):
        FULL = "full", _("fully compliant")
        PARTIAL = "partial", _("partially compliant")
        NOT = "not", _("not compliant")

    organisation = models.CharField(_("who runs this site"), max_length=200)
    covers = models.CharField(_("what the statement covers"), max_length=300)
    able_to = RichTextField(_("what you should be able to do"), features=TEXT)
    status = models.CharField(_("status against WCAG 2.2 AA"), max_length=8, choices=Status.choices)
    gaps = StreamField([("gap", GapBlock())], verbose_name=_("what is not accessible"), blank=True)
    burden = RichTextField(_("disproportionate burden"), features=TEXT, blank=True)
    exempt = RichTextField(_("what the law does not cover"), features=TEXT, blank=True)
    contact_email = models.EmailField(_("email for problems and other formats"))
    contact_telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    answer_within = models.PositiveSmallIntegerField(_("answer within, in working days"), default=10)
    tested = RichTextField(_("how it was tested"), features=TEXT)
    tested_on = models.DateField(_("last tested on"), null=True, blank=True)
    improving = RichTextField(_("what is being done"), features=TEXT, blank=True)
    prepared_on = models.DateField(_("statement prepared on"))
    reviewed_on = models.DateField(_("statement last reviewed on"))

    override_translatable_fields = facts("contact_email", "contact_telephone")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("organisation"), FieldPanel("covers"), FieldPanel("able_to")], heading=_("Scope")),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("gaps"), FieldPanel("burden"), FieldPanel("exempt")],
            heading=_("What is not accessible"),
        ),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_telephone"), FieldPanel("answer_within")],
            heading=_("Reporting problems"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("tested"),
                FieldPanel("improving"),
                FieldRowPanel([FieldPanel("tested_on"), FieldPanel("prepared_on"), FieldPanel("reviewed_on")]),
            ],
            heading=_("Preparation"),
        ),
    ]
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")
