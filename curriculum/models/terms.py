"""The vocabularies: terms of published frameworks and lists, loaded by `load_framework`, never edited by hand.

`slug` is the public and the index key and never changes. A retired term stays on old pages and leaves the choices.
"""

from typing import Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class TermQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Leave out what has been retired."""
        return self.filter(retired=False)


class Term(models.Model):
    """One word of a controlled vocabulary."""

    slug = models.SlugField(_("slug"), max_length=64, unique=True)
    label = models.CharField(_("label"), max_length=160)
    labels = models.JSONField(_("labels in other languages"), default=dict, blank=True)
    synonyms = models.JSONField(_("also called"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    retired = models.BooleanField(_("retired"), default=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.labels.get(get_language() or "en", self.label)


class KeyStage(Term):
    """Key stages 2 to 5. Slugs `ks2` ... `ks5`."""

    number = models.PositiveSmallIntegerField(unique=True)
    age_from = models.PositiveSmallIntegerField()
    age_to = models.PositiveSmallIntegerField()
    brief = models.CharField(max_length=200, blank=True)


class YearGroup(Term):
    """Years 3 to 13. Slugs `3` ... `13`. A pupil's age at the start of Year n is n + 4."""

    number = models.PositiveSmallIntegerField(unique=True)
    key_stage = models.ForeignKey(KeyStage, on_delete=models.PROTECT, related_name="year_groups")
    happens = models.CharField(max_length=200, blank=True)

    class Meta(Term.Meta):
        ordering = ["number"]

    @property
    def age_from(self) -> int:
        return self.number + 4

    @property
    def age_to(self) -> int:
        return self.number + 5


class Subject(Term):
    """A school subject and the key stages in which it is taught."""

    key_stages = models.ManyToManyField(KeyStage, related_name="subjects", blank=True)
    status = models.CharField(max_length=120, blank=True)


class Framework(Term):
    """A published framework: `gatsby`, `cdi`, `london-ambitions`."""

    source = models.CharField(max_length=300, blank=True)


class Criterion(Term):
    """One point of a framework.

    Gatsby: benchmarks `gb1` ... `gb8` at the top, sub-criteria `gb1-1` ... below them. CDI: six areas (`grow`, ...).
    London Ambitions: seven elements `la1` ... `la7`.
    """

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="criteria")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    code = models.CharField(max_length=16)
    brief = models.CharField(max_length=300, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")


class ActivityKind(Term):
    """A kind of experience of the world of work (London Ambitions element 2; NFER 2017, section 3.2)."""

    needs_employer = models.BooleanField(default=False)
    in_workplace = models.BooleanField(default=False)
    counts = models.BooleanField(default=True, help_text=_("Counts towards the 100 hours."))
    everyday = models.BooleanField(
        default=False, help_text=_("The usual form of a lesson, not an experience: doing it again is no overlap.")
    )
    typical_minutes = models.PositiveIntegerField(null=True, blank=True)

    @classmethod
    def counting(cls) -> set[str]:
        """Return the slugs of the kinds that count towards 100 hours, retired ones too: old lessons keep theirs."""
        return set(cls.objects.filter(counts=True).values_list("slug", flat=True))


class ResourceType(Term):
    """What kind of thing a resource is: lesson plan, worksheet, assembly."""


class Sector(Term):
    """One of the National Careers Service's 15 sectors; its job categories are synonyms."""


class NeedType(Term):
    """A type of special educational need, by the register's code."""

    code = models.CharField(max_length=2, unique=True)
    abbreviation = models.CharField(max_length=8)
    area = models.CharField(max_length=80)


class Audience(Term):
    """Whom a resource is for: pupil, parent or carer, teacher."""


class Borough(Term):
    """A London borough or the City, by its statistics code and its DfE local authority code."""

    gss_code = models.CharField(max_length=9, unique=True)
    la_code = models.CharField(max_length=3, unique=True)
    sub_region = models.CharField(max_length=60)
    careers_hub = models.CharField(max_length=80, blank=True)
