"""A page that the law needs and that takes itself off the site within a week: a reminder of its own."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import NoReturn

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from hub.publication.dates import days_left
from hub.publication.due import Due
from hub.publication.rules import Finding, Location, Rule, Status, Strength
from hub.schools.duties.consequences import met_here
from hub.schools.duties.due import DueLine
from hub.schools.duties.parts import parts
from hub.schools.duties.published import in_english
from hub.schools.duties.subject import SchoolSubject
from hub.schools.register.models import School

WEEK = 7


def _never(*_given: object) -> NoReturn:
    raise TypeError("An expiry is no rule: it is not judged.")


# What a reminder names; it is in no list of rules, so nothing is judged by it.
EXPIRES: Rule[SchoolSubject] = Rule(
    id="EXP",
    title=gettext_lazy("A page that the law needs takes itself off the site"),
    request=gettext_lazy("keep it public"),
    source=gettext_lazy("The expiry that was set on the page"),
    explanation="",
    evidence="",
    where=Location(""),
    applies=_never,
    check=_never,
)


def expiring(at: Iterable[School], *, on: datetime.date) -> list[DueLine]:
    """Return the pages of schools that expire within a week and by which something the law asks is met."""
    last = on + datetime.timedelta(days=WEEK)
    schools = {school.pk: school for school in at}
    pages = [
        page
        for part in parts()
        if part.is_page
        for page in in_english(part.model).filter(school__in=list(schools), expire_at__date__range=(on, last))
    ]
    lines = []
    for page in pages:
        needed = [each for each in met_here(page, on=on) if each.strength is Strength.MUST]
        if needed:
            day = timezone.localdate(page.expire_at)
            due = Due(_finding(page, day, needed), day, Strength.MUST)
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
            lines.append(DueLine(schools[page.school_id], due, days_left(day, on), address))
    return lines


def _finding(page: Page, day: datetime.date, needed: list[Finding]) -> Finding:
    words = _(
        "“%(page)s” expires on %(day)s: from then nobody can read it, and what the law asks is missing: %(what)s. To "
        "keep it, empty the expiry in its schedule and publish it."
    )
    names = {"page": page.title, "day": date_format(day), "what": "; ".join(str(each.rule.title) for each in needed)}
    # A reminder is told from another by school, rule and day: two pages may expire on one.
    rule = replace(EXPIRES, id=f"EXP-{page.pk}")
    return Finding(rule=rule, status=Status.EXPIRING, strength=Strength.MUST, message=words % names, due=day)
