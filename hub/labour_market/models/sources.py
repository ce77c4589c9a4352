"""Where figures come from, and what they measure."""

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A published set of figures: who publishes it, under which licence, when, and when it was last looked at."""

    slug = models.SlugField(_("slug"), max_length=64, unique=True)
    publisher = models.CharField(_("publisher"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    licence = models.CharField(_("licence"), max_length=80)
    licence_url = models.URLField(_("address of the licence"), blank=True)
    url = models.URLField(_("address"), blank=True, max_length=400)
    period = models.CharField(_("period"), max_length=60, blank=True, help_text=_("The latest that was loaded."))
    released = models.DateField(_("released"), null=True, blank=True)
    next_release = models.DateField(
        _("next release"), null=True, blank=True, help_text=_("Past this day its figures say that newer ones are due.")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    withdrawn_on = models.DateField(
        _("withdrawn on"), null=True, blank=True, help_text=_("Figures of a withdrawn source are no longer shown.")
    )
    note = models.TextField(_("what to know"), blank=True)

    class Meta:
        ordering = ["publisher", "title"]
        verbose_name = _("source of figures")
        verbose_name_plural = _("sources of figures")

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    def is_past_release(self, on: datetime.date) -> bool:
        """Whether newer figures were due before `on`."""
        return self.next_release is not None and self.next_release < on


class Measure(models.Model):
    """One thing that is counted or estimated, in one unit: "jobs located in the area", "median pay by the week"."""

    class Unit(models.TextChoices):
        PEOPLE = "people", _("people")
        JOBS = "jobs", _("jobs")
        BUSINESSES = "businesses", _("businesses")
        ADVERTS = "adverts", _("adverts")
        STARTS = "starts", _("starts")
        POUNDS_HOUR = "pounds-hour", _("pounds an hour")
        POUNDS_WEEK = "pounds-week", _("pounds a week")
        PERCENT = "percent", _("percent")

    class Basis(models.TextChoices):
        """Whom or what a figure of an area counts: the two are often mixed up (domain.md 5)."""

        WORKPLACE = "workplace", _("work located in the area")
        RESIDENTS = "residents", _("people who live in the area")
        PUPILS = "pupils", _("pupils of schools in the area")

    slug = models.SlugField(_("slug"), max_length=64, unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="measures", verbose_name=_("source"))
    label = models.CharField(_("label"), max_length=160)
    unit = models.CharField(_("unit"), max_length=16, choices=Unit.choices)
    basis = models.CharField(_("basis"), max_length=12, choices=Basis.choices)
    reading = models.TextField(_("how to read it"), blank=True)
    is_projection = models.BooleanField(_("projection"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return self.label
