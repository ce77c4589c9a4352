"""The directory of schools and a school's own home page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from hub.core.models import BasePage
from hub.media.models import HubImage
from hub.pages.selectors import latest_news
from hub.schools.colours import parse
from hub.schools.selectors.microsites import careers_page_of

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

    def clean(self) -> None:
        super().clean()
        if self.colour:
            colour = parse(self.colour)
            if colour is None:
                raise ValidationError({"colour": _("Write the colour as # and six digits or letters a to f: #2a8fbd.")})
            self.colour = colour

    def get_context(self, request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["registration"] = self.school.registration_on(timezone.localdate()) or self.school.latest_registration()
        context["careers_page"] = careers_page_of(self)
        context["news"] = latest_news(self) if self.path else []
        return context

    @property
    def telephone(self) -> str:
        return self.contact_telephone or self.school.telephone

    def get_schema_org(self, request) -> list[dict[str, Any]]:
        school = self.school
        place = {
            "@type": "PostalAddress",
            "streetAddress": school.address,
            "addressLocality": school.town,
            "postalCode": school.postcode,
            "addressCountry": "GB",
        }
        organisation = {
            "@type": "EducationalOrganization",
            "name": school.name,
            "url": self.get_full_url(request),
            "address": {key: value for key, value in place.items() if value},
            "telephone": self.telephone,
            "email": self.contact_email,
            "sameAs": school.website,
        }
        return [{key: value for key, value in organisation.items() if value}]
