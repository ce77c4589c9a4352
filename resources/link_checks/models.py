"""One row for each address elsewhere that public pages lead to, and the pages that do."""

import datetime
import hashlib
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from resources.link_checks.choices import DEAD_AFTER, FAILED, Outcome


def digest_of(url: str) -> str:
    """Return the key of an address, whose length no index would take."""
    return hashlib.sha256(url.encode()).hexdigest()


class LinkCheckQuerySet(models.QuerySet):
    def of(self, urls: set[str]) -> Self:
        return self.filter(digest__in=[digest_of(url) for url in urls])

    def due(self, now: datetime.datetime) -> Self:
        """Keep those to be asked, the longest due first."""
        return self.filter(next_at__lte=now).order_by("next_at", "pk")

    def dead(self) -> Self:
        return self.filter(failures__gte=DEAD_AFTER, outcome__in=FAILED)


class LinkCheck(models.Model):
    """An address of another site: when it was asked, and what that found."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    url = models.TextField(_("address"))
    host = models.CharField(max_length=255, db_index=True, editable=False)
    outcome = models.CharField(_("what was found"), max_length=16, choices=Outcome.choices, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    # The page's own words, or one of those in `asking`.
    detail = models.CharField(max_length=200, blank=True)
    ends_at = models.TextField(_("leads to"), blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateField(_("without an answer since"), null=True, blank=True)
    last_checked_at = models.DateTimeField(_("last asked"), null=True, blank=True)
    last_ok_on = models.DateField(_("last answered"), null=True, blank=True)
    next_at = models.DateTimeField(_("next asked"), default=timezone.now, db_index=True)
    # Until then one process is asking this host, and no other may.
    claimed_until = models.DateTimeField(null=True, editable=False)
    pages = models.ManyToManyField(Page, through="LinkUse", related_name="+", verbose_name=_("pages"))

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-failures", "host", "pk"]
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")

    def __str__(self) -> str:
        return self.url

    @property
    def is_dead(self) -> bool:
        return self.failures >= DEAD_AFTER and self.outcome in FAILED

    @property
    def last_checked_on(self) -> datetime.date | None:
        return timezone.localdate(self.last_checked_at) if self.last_checked_at else None


class LinkUse(models.Model):
    """A public page that leads to an address."""

    # It says nothing of where a page is used, and must not keep one from being deleted.
    wagtail_reference_index_ignore = True

    link = models.ForeignKey(LinkCheck, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "page"], name="one_use_of_a_link_by_a_page")]

    def __str__(self) -> str:
        return f"{self.page}: {self.link}"
