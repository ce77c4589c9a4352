"""The directory of schools and a school's own home page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from hub.core.models import BasePage
from hub.media.models import HubImage

from .register import School


class SchoolIndexPage(BasePage):
    """`/schools/`: every school of the register, with or without pages of its own."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]


class SchoolHomePage(BasePage):
    """The first page of a school's part of the hub, at `/schools/<name>-<urn>/`.

    The school is a foreign key and not one-to-one, because translations and aliases carry the same value.
    """

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="home_pages", verbose_name=_("school"), editable=False
    )
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "link", "ol", "ul"])
    logo = models.ForeignKey(
        HubImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("logo")
    )
    colour = models.CharField(
        _("school colour"),
        max_length=7,
        blank=True,
        help_text=_("As #rrggbb. We adjust it where it would be hard to read, and tell you how."),
    )
    contact_telephone = models.CharField(
        _("telephone"), max_length=30, blank=True, help_text=_("Leave empty to show the register's number.")
    )
    contact_email = models.EmailField(_("email"), blank=True)
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)

    parent_page_types = ["schools.SchoolIndexPage"]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldPanel("contact_telephone"), FieldPanel("contact_email"), FieldPanel("office_hours")],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("colour")], heading=_("Look")),
    ]
