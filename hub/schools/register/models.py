"""The schools register: a school is stable, its registrations come and go with their dates (decision 0001)."""

import datetime
import re
from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from curriculum.models import Borough
from hub.schools.register.school_types import SchoolType, by_code
from hub.schools.text import fold

RECEPTION, LAST_YEAR = 0, 13
# Where the register leaves the ages blank: what the type or the phase says by itself.
YEARS_OF_A_PHASE = {"primary": range(RECEPTION, 7), "nursery": range(0), "16 plus": range(12, 14)}
_URN_AT_THE_END = re.compile(r"(?:^|-)([0-9]{5,7})$")
STAGE_YEARS = {2: range(3, 7), 3: range(7, 10), 4: range(10, 12), 5: range(12, 14)}


def school_slug(name: str, urn: int) -> str:
    """Return the last part of a school's address: names repeat, the register's number never does."""
    return f"{slugify(name)[:80].strip('-') or 'school'}-{urn}"


def telephone_link(text: str) -> str:
    """Return a British telephone number as a `tel:` address, or an empty string for what cannot be dialled."""
    digits = "".join(char for char in text if char.isdigit())
    if digits.startswith("44") and len(digits) > 11:
        return f"tel:+{digits}"
    return f"tel:+44{digits[1:]}" if digits.startswith("0") and len(digits) > 9 else ""


class School(models.Model):
    """A school or college as the public knows it. It keeps its pages and its address when its registration changes."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSING = "closing", _("Open, but proposed to close")
        CLOSED = "closed", _("Closed")
        PROPOSED = "proposed", _("Proposed to open")
        # The register's rare ones (quarantine, created in error ...), and what cannot be read: nothing is judged.
        OTHER = "other", _("Neither open nor closed in the register")

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=100, unique=True, help_text=_("Keeps the first URN for good."))
    search_name = models.CharField(max_length=300, editable=False, db_index=True)
    borough = models.ForeignKey(
        Borough, null=True, blank=True, on_delete=models.PROTECT, related_name="schools", verbose_name=_("borough")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    phase = models.CharField(_("phase"), max_length=40, blank=True)
    gender = models.CharField(_("gender"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    # Metres on the national grid, as the register gives them; null where it does not.
    easting = models.PositiveIntegerField(_("easting"), null=True, blank=True)
    northing = models.PositiveIntegerField(_("northing"), null=True, blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    website = models.CharField(_("website"), max_length=255, blank=True)
    in_hospital = models.BooleanField(
        _("established in a hospital"),
        default=False,
        help_text=_("No duty on careers guidance reaches a community or foundation special school in a hospital."),
    )
    is_sample = models.BooleanField(_("sample school"), default=False)
    register_date = models.DateField(_("register facts as of"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("school")
        verbose_name_plural = _("schools")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_name = self.folded_name()
        super().save(*args, **kwargs)

    @classmethod
    def called(cls, part: str) -> "School | None":
        """Return the school whose slug is `part`, or one of whose URNs `part` is or ends in; None for no school.

        `part` is what follows `/schools/` in an address.
        """
        schools = cls.objects.select_related("borough").prefetch_related(
            Prefetch("registrations", Registration.objects.order_by("pk"))
        )
        found = schools.filter(slug=part).first()
        number = _URN_AT_THE_END.search(part)
        if found is None and number:
            found = schools.filter(registrations__urn=int(number[1])).first()
        return found

    def folded_name(self) -> str:
        """Return the words a visitor may type to find this school, each behind a space: a word starts after one."""
        postcode = fold(self.postcode)
        return f" {fold(self.name)} {postcode} {postcode.replace(' ', '')}"[:300]

    @property
    def is_open(self) -> bool:
        return self.status in (self.Status.OPEN, self.Status.CLOSING)

    @property
    def telephone_link(self) -> str:
        """The telephone number as a `tel:` address, or an empty string."""
        return telephone_link(self.telephone)

    @property
    def website_label(self) -> str:
        """The website's address as people say it, without scheme and last slash."""
        return self.website.split("://", 1)[-1].rstrip("/")

    def registration_on(self, on: datetime.date) -> "Registration | None":
        """Return the registration in force on the date `on`, the latest if several; reads `registrations` once."""
        current = [each for each in self.registrations.all() if each.covers(on)]
        return max(current, key=lambda each: (each.starts_on or datetime.date.min, each.pk), default=None)

    def registration_for(self, on: datetime.date) -> "Registration | None":
        """Return the registration that says what the school is on the date `on`: the one in force, else the last."""
        return self.registration_on(on) or self.latest_registration()

    def latest_registration(self) -> "Registration | None":
        """Return the registration that ends last, one without an end before all others: what a closed school was."""
        rows = list(self.registrations.all())
        first, last = datetime.date.min, datetime.date.max
        return max(rows, key=lambda each: (each.ends_on or last, each.starts_on or first, each.pk), default=None)

    def year_numbers_on(self, on: datetime.date) -> tuple[int, ...] | None:
        """Return the years taught on the date `on`, or None where the register does not say."""
        registration = self.registration_on(on)
        return registration.years_taught if registration else None


class Registration(models.Model):
    """One entry of the register: a URN, a type and an age range, in force from one day to another (both included).

    An unknown age or date is null and stays unknown. A school that becomes an academy gets a new registration.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="registrations", verbose_name=_("school"))
    urn = models.PositiveIntegerField(_("URN"), unique=True)
    type_code = models.CharField(_("type code"), max_length=2, blank=True, db_index=True)
    type_name = models.CharField(_("type"), max_length=80, blank=True)
    low_age = models.PositiveSmallIntegerField(_("lowest age"), null=True, blank=True)
    high_age = models.PositiveSmallIntegerField(_("highest age"), null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["school", "starts_on", "pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self) -> str:
        return f"{self.urn} {self.type_name}".strip()

    def covers(self, on: datetime.date) -> bool:
        """Tell whether this registration is in force on the date `on`."""
        return (self.starts_on or on) <= on <= (self.ends_on or on)

    @property
    def school_type(self) -> SchoolType | None:
        return by_code(self.type_code)

    @property
    def group(self) -> str:
        """The type's group ("LA maintained", "Academies", ...), empty where the type is unknown."""
        return self.school_type.group if self.school_type else ""

    @property
    def years_taught(self) -> tuple[int, ...] | None:
        """Years from lowest age - 4 to highest age - 5, from Reception (0) to 13; None where they are unknown.

        16 is to the end of Year 11, 18 and over to the end of Year 13; at a special school 19 and over is to the end
        of Year 14, for secondary education runs to 19. Without ages the type or the phase decides where it says
        enough: a primary school, a nursery, a college.
        """
        if self.low_age is None or self.high_age is None:
            implied = range(12, 14) if self.is_college else YEARS_OF_A_PHASE.get(fold(self.school.phase))
            return None if implied is None else tuple(implied)
        last = LAST_YEAR + 1 if self.school_type is not None and self.school_type.is_special else LAST_YEAR
        return tuple(range(max(self.low_age - 4, RECEPTION), min(self.high_age - 5, last) + 1))

    @property
    def is_college(self) -> bool:
        return self.school_type is not None and self.school_type.is_college

    @property
    def goes_by_pathway(self) -> bool:
        """Whether it may plan by course or pathway in place of year groups: a college, a special school."""
        return self.school_type is not None and (self.is_college or self.school_type.is_special)

    @property
    def age_range(self) -> str:
        """The ages, as "11 to 18"; empty where the register does not say. A dash would be reversed in Urdu."""
        if self.low_age is None or self.high_age is None:
            return ""
        return gettext("%(low)s to %(high)s") % {"low": self.low_age, "high": self.high_age}

    @property
    def ages(self) -> str:
        """The same for a running sentence: "ages 11 to 18"."""
        return gettext("ages %s") % self.age_range if self.age_range else ""

    @property
    def years_in_words(self) -> str:
        """The first and last year taught in words; empty where unknown or none."""
        years = self.years_taught
        if not years:
            return ""
        first = gettext("Reception") if years[0] == RECEPTION else years[0]
        return str(first) if len(years) == 1 else gettext("%(first)s to %(last)s") % {"first": first, "last": years[-1]}

    @property
    def stages(self) -> list[int]:
        """Key stages 2 to 5 in which this school teaches at least a year."""
        years = set(self.years_taught or ())
        return [number for number, taught in STAGE_YEARS.items() if years & set(taught)]
