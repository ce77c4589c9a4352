"""Which school followed which, by the register's links: a school that became an academy, merged, or was split."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.schools.register.models import Registration, School


class SchoolLink(models.Model):
    """One number of the register that followed another. Each end may be a school that the hub does not hold.

    `since` is the day the register gives for it, which may be the day it was written down.
    """

    class Kind(models.TextChoices):
        SUCCESSOR = "successor", _("goes on as")
        MERGED = "merged", _("merged into")
        AMALGAMATED = "amalgamated", _("joined with others in")
        SPLIT = "split", _("was split into")

    earlier_urn = models.PositiveIntegerField()
    later_urn = models.PositiveIntegerField(db_index=True)
    kind = models.CharField(max_length=12, choices=Kind)
    earlier_name = models.CharField(max_length=200, blank=True)
    later_name = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True)

    class Meta:
        ordering = ["earlier_urn", "later_urn"]
        verbose_name = _("link between schools")
        verbose_name_plural = _("links between schools")
        constraints = [models.UniqueConstraint(fields=["earlier_urn", "later_urn"], name="schools_one_link")]

    def __str__(self) -> str:
        return f"{self.earlier_urn} {self.kind} {self.later_urn}"


@dataclass(frozen=True)
class Neighbour:
    """A school before or after another: its name and number, and the school where the hub holds it."""

    name: str
    urn: int
    since: datetime.date | None
    school: School | None = None


@dataclass(frozen=True)
class Neighbours:
    """The schools before and after a school. What is one school on the hub is not its own neighbour."""

    before: tuple[Neighbour, ...] = ()
    after: tuple[Neighbour, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


def neighbours(school: School) -> Neighbours:
    """Return who came before `school` and who after, by all of its numbers; two queries."""
    own = {each.urn for each in school.registrations.all()}
    links = list(SchoolLink.objects.filter(models.Q(earlier_urn__in=own) | models.Q(later_urn__in=own)))
    held = _schools({link.earlier_urn for link in links} | {link.later_urn for link in links})
    before = tuple(
        _neighbour(link, link.earlier_urn, link.earlier_name, held)
        for link in links
        if link.later_urn in own and link.earlier_urn not in own
    )
    after = tuple(
        _neighbour(link, link.later_urn, link.later_name, held)
        for link in links
        if link.earlier_urn in own and link.later_urn not in own
    )
    return Neighbours(before, after)


def _neighbour(link: SchoolLink, urn: int, name: str, held: dict[int, School]) -> Neighbour:
    school = held.get(urn)
    return Neighbour(school.name if school else name, urn, link.since, school)


def _schools(urns: Iterable[int]) -> dict[int, School]:
    rows = Registration.objects.filter(urn__in=list(urns)).select_related("school")
    return {row.urn: row.school for row in rows}
