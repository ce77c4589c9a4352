"""Figures. None is without a measure, which has a source, and a period."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curriculum.models import Sector
from hub.labour_market.models.areas import Area
from hub.labour_market.models.occupations import Occupation
from hub.labour_market.models.sources import Measure


class Withheld(models.TextChoices):
    """Why a period has no value."""

    SUPPRESSED = "suppressed", _("not published: too few to show without showing who")
    UNRELIABLE = "unreliable", _("not published: the sample is too small to rely on")
    LOW = "low", _("fewer than five, or rounds to nothing")
    NOT_APPLICABLE = "not-applicable", _("does not apply")
    NOT_PUBLISHED = "not-published", _("not published")


class DatedValue(models.Model):
    """A measure's value in a period: a number, or why there is none.

    `period` is as it is said ("2022", "April 2024 to March 2025", "2023/24"); `start` and `end` are its days.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="%(class)s_set")
    period = models.CharField(_("period"), max_length=40)
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)
    withheld = models.CharField(_("why there is no value"), max_length=16, choices=Withheld.choices, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(value__isnull=True) ^ Q(withheld=""), name="%(class)s_value_or_reason"),
            models.CheckConstraint(condition=Q(start__lte=models.F("end")), name="%(class)s_period_in_order"),
        ]


class Figure(DatedValue):
    """A figure of an area: of all its work, of one sector's or of one occupation's."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="figures")
    sector = models.ForeignKey(Sector, null=True, blank=True, on_delete=models.CASCADE, related_name="figures")
    occupation = models.ForeignKey(Occupation, null=True, blank=True, on_delete=models.CASCADE, related_name="figures")

    class Meta(DatedValue.Meta):
        constraints = [
            *DatedValue.Meta.constraints,
            models.CheckConstraint(
                condition=Q(sector__isnull=True) | Q(occupation__isnull=True), name="figure_of_one_thing"
            ),
            models.UniqueConstraint(
                fields=["measure", "area", "start", "end"],
                condition=Q(sector__isnull=True, occupation__isnull=True),
                name="figure_once_for_all_work",
            ),
            models.UniqueConstraint(
                fields=["measure", "area", "sector", "start", "end"],
                condition=Q(sector__isnull=False),
                name="figure_once_for_a_sector",
            ),
            models.UniqueConstraint(
                fields=["measure", "area", "occupation", "start", "end"],
                condition=Q(occupation__isnull=False),
                name="figure_once_for_an_occupation",
            ),
        ]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.measure}, {self.sector or self.occupation or self.area}, {self.period}"


class InstitutionFigure(DatedValue):
    """What the DfE publishes of one school or college, by its URN: where its leavers went."""

    urn = models.CharField(_("URN"), max_length=6, db_index=True)

    class Meta(DatedValue.Meta):
        constraints = [
            *DatedValue.Meta.constraints,
            models.UniqueConstraint(fields=["measure", "urn", "start", "end"], name="institution_figure_once"),
        ]
        verbose_name = _("figure of a school or college")
        verbose_name_plural = _("figures of schools and colleges")

    def __str__(self) -> str:
        return f"{self.measure}, {self.urn}, {self.period}"
