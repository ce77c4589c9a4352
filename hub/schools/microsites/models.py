"""The directory of schools and a school's own home page."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from hub.core.models import BasePage
from hub.core.page_context import Graph
from hub.core.selectors import address_on_hub
from hub.core.synchronised import facts
from hub.media.models import HubImage
from hub.schools.microsites.colours import parse
from hub.schools.microsites.names import refusal
from hub.schools.microsites.opening_hours import opening_hours
from hub.schools.microsites.school_owned import ASKED_IN
from hub.schools.register.models import School, telephone_link
from hub.schools.validators import validate_telephone


def urn_of(urn: int) -> dict[str, object]:
    """Return a school's number in the national register as a schema.org identifier."""
    return {"@type": "PropertyValue", "propertyID": "URN", "value": str(urn)}


# Where people look for a school's careers page. Its own may have another address, or there may be none.
CAREERS = "careers"


class SchoolIndexPage(BasePage):
    """`/schools/`: every school of the register, with or without pages of its own."""

    max_count_per_parent = 1
    holds_reserved_addresses = True
    parent_page_types = ["home.HomePage"]
    subpage_types = ["schools.SchoolHomePage"]

    class Meta:
        verbose_name = _("directory of schools")
        verbose_name_plural = _("directories of schools")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer for a school that has no (live) page of its own, or no careers page; real pages are resolved first.

        Below the address of a school that has closed, every page it had leads there. An address with another name
        before one of the school's numbers leads to the same page under the school's own.
        """
        try:
            return super().route(request, path_components)
        except Http404:
            school = School.called(path_components[0]) if self.live and path_components else None
            below = path_components[1:]
            known = below in ([], [CAREERS]) or (school is not None and school.status == School.Status.CLOSED)
            if school is None or not (known or path_components[0] != school.slug):
                raise
            return RouteResult(self, kwargs={"school": school, "below": below})

    def serve(
        self,
        request: HttpRequest,
        *args: object,
        school: School | None = None,
        below: Sequence[str] = (),
        **kwargs: object,
    ) -> HttpResponse:
        if school is None:
            return super().serve(request, *args, **kwargs)
        homes = self._homes_of(school) if self.alias_of_id or list(below) == [CAREERS] else []
        if list(below) == [CAREERS] and (careers := next(filter(None, (home.careers_page() for home in homes)), None)):
            return redirect(f"{careers.get_url(request)}{self._instead(careers)}")
        own = next((home for home in homes if home.is_child_of(self)), None)
        if homes and own is None:
            # In this language there is only the directory: what the school has stands in another one.
            rest = "".join(f"{part}/" for part in below)
            return redirect(f"{homes[0].get_url(request)}{rest}{self._instead(homes[0])}")
        parts = (school.slug, *(below if school.is_open else ()))
        address = address_on_hub(self, request) + "".join(f"{part}/" for part in parts)
        if request.path != address:
            # An old number or name redirects permanently; the pages of a closed school may come back.
            return redirect(address, permanent=school.is_open or not below)
        context = self.get_context(request, school=school, home=own)
        return TemplateResponse(request, "pages/schools/school_none.html", context)

    def _instead(self, page: Page) -> str:
        """Return the query by which `page` says that it is not in the language of this one; "" where it is."""
        return "" if page.locale_id == self.locale_id else f"?{ASKED_IN}={self.locale.language_code}"

    def _homes_of(self, school: School) -> "list[SchoolHomePage]":
        """Return the school's live, public home pages: under this page, and under the one that it stands for."""
        homes = SchoolHomePage.objects.live().public().filter(school=school, alias_of=None)
        found = [
            home for home in homes if home.is_child_of(self) or (self.alias_of and home.is_child_of(self.alias_of))
        ]
        return sorted(found, key=lambda home: not home.is_child_of(self))


class SchoolHomePage(BasePage):
    """A school's home page, at `/schools/<name>-<urn>/`.

    The school is a foreign key and not one-to-one, because translations and aliases carry the same value.
    """

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="home_pages", verbose_name=_("school"), editable=False
    )
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "link", "ol", "ul"])
    logo = models.ForeignKey(
        HubImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("logo")
    )
    picture = models.ForeignKey(
        HubImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Of the building or the work there, beside your introduction. No pupil who can be recognised."),
    )
    colour = models.CharField(
        _("school colour"),
        max_length=7,
        blank=True,
        help_text=_("As #rrggbb. We adjust it where it would be hard to read, and tell you how."),
    )
    contact_telephone = models.CharField(
        _("telephone"),
        max_length=30,
        blank=True,
        validators=[validate_telephone],
        help_text=_("Leave empty to show the register's number."),
    )
    contact_email = models.EmailField(_("email"), blank=True)
    office_hours = models.CharField(_("office hours"), max_length=200, blank=True)

    override_translatable_fields = facts("logo", "picture", "colour", "contact_telephone", "contact_email")
    # "Add a school" makes it, from the register, with all that belongs to it.
    is_creatable = False
    parent_page_types = ["schools.SchoolIndexPage"]
    subpage_types = [
        "schools.CareersPage",
        "schools.CareersPolicyPage",
        "schools.ProviderAccessPage",
        "schools.AnnualReportPage",
        "pages.NewsIndexPage",
        "events.EventCalendarPage",
        "pages.StandardPage",
    ]

    @classmethod
    def creatable_subpage_models(cls) -> list[type[Page]]:
        """Return the kinds of page of a school, first those of which it may have several.

        The explorer asks of each row whether one of them can be added, and of a kind with a most it asks by a query.
        """
        return sorted(super().creatable_subpage_models(), key=lambda kind: kind.max_count_per_parent is not None)

    class Meta:
        verbose_name = _("school home page")
        verbose_name_plural = _("school home pages")

    content_panels = [
        FieldPanel(
            "title",
            help_text=_(
                "What your pages call the school: its name, or a shorter one that no other school has. "
                "The full name comes from the register and is shown with it."
            ),
        ),
        FieldPanel("summary"),
        FieldPanel("intro"),
        MultiFieldPanel(
            # An id of its own: Wagtail gives fields of a group none, and the first steps lead to these.
            [
                FieldPanel(name, attrs={"id": f"fix-{name}"})
                for name in ("contact_telephone", "contact_email", "office_hours")
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("picture"), FieldPanel("colour")], heading=_("Look")),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug", read_only=True, help_text=_("The school's address comes from the register and stays.")
                ),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("For search engines"),
        ),
    ]

    def clean(self) -> None:
        if self.school_id:
            self.slug = self.school.slug
        super().clean()
        self.clean_names()
        if self.colour:
            colour = parse(self.colour)
            if colour is None:
                raise ValidationError({"colour": _("Write the colour as # and six digits or letters a to f: #2a8fbd.")})
            self.colour = colour

    def clean_names(self) -> None:
        """Refuse the name of another school, on the page and in the browser's tab."""
        if not self.school_id:
            return
        reasons = {name: refusal(getattr(self, name), self.school) for name in ("title", "seo_title")}
        refused = {name: reason for name, reason in reasons.items() if reason}
        if refused:
            raise ValidationError(refused)

    @property
    def telephone(self) -> str:
        return self.contact_telephone or self.school.telephone

    @property
    def telephone_link(self) -> str:
        return telephone_link(self.telephone)

    def careers_page(self) -> Page | None:
        """Return the live, public careers page under this page, or None."""
        kind = ContentType.objects.get_by_natural_key("schools", "careerspage")
        found = self.get_children().live().public().filter(content_type=kind).first() if self.path else None
        return found.specific_deferred if found else None

    def get_schema_org(self, request: HttpRequest) -> Graph:
        school = self.school
        place = {
            "@type": "PostalAddress",
            "streetAddress": school.address,
            "addressLocality": school.town,
            "postalCode": school.postcode,
            "addressCountry": "GB",
        }
        registration = school.registration_for(timezone.localdate())
        kind = registration.school_type if registration else None
        organisation = {
            "@type": "CollegeOrUniversity" if kind and kind.is_college else "School",
            "name": school.name,
            "identifier": urn_of(registration.urn) if registration else None,
            "url": self.get_full_url(request),
            "address": {key: value for key, value in place.items() if value},
            "telephone": self.telephone,
            "email": self.contact_email,
            "sameAs": school.website,
            "openingHoursSpecification": opening_hours(self.office_hours),
        }
        return [{key: value for key, value in organisation.items() if value}]
