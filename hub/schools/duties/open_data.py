"""Findings as open data, in plain values: one document for each school, one row for each finding.

Only what a public page says: the words are those of its claim tables, and evidence stays out of it, for that is where
names, addresses and telephone numbers are.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from curriculum.models import Borough
from hub.publication.rollup import History, since_of
from hub.publication.rules import Finding, LazyText, Status, Strength, evaluate
from hub.schools.duties.due import public_homes, schools_at_work
from hub.schools.duties.findings import urn_on
from hub.schools.duties.history import is_recorded, since_when
from hub.schools.duties.judging import Judged, judged
from hub.schools.duties.published import Published, published_by, subject_from
from hub.schools.duties.rules import RULES
from hub.schools.duties.statement import Line, title_of_rule
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.register.models import School

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
# One school, as JSON holds it.
Document = dict[str, Any]
NOTE = _("What is published here, not whether a school meets the law.")


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is documented; the names in the documents are these."""

    name: str
    meaning: LazyText


SCHOOL = (
    Field("school", _("The school's name.")),
    Field("urn", _("Its number in the national register, as registered on the day.")),
    Field("type", _("Its type in the register; empty where the register does not say.")),
    Field("borough", _("The London borough.")),
    Field("sample", _("Whether it is an invented school: true or false.")),
    Field("checked_on", _("The day by whose rules and dates it was judged: the day you asked.")),
)
PAGES = (
    Field("school", _("The school's first page here.")),
    Field("careers", _("Its careers page.")),
    Field("policy", _("Its careers policy.")),
    Field("provider_access", _("Its statement on access for colleges and training providers.")),
    Field("report", _("Its latest yearly report.")),
)
FINDING = (
    Field("rule", _("The rule's identifier, which stays the same.")),
    Field("title", _("What the rule is about.")),
    Field("strength", _("must: law. should: guidance or a contract. voluntary: London Ambitions.")),
    Field(
        "status",
        _(
            "met, expiring (met, and due in 60 days or less), under-way (its last day is to come: neither met nor "
            "missing), missing, overdue or not-checkable."
        ),
    ),
    Field("source", _("The law, guidance or standard that asks for it.")),
    Field("law", _("The law’s own words, quoted. They bind this school where strength is must. Null: no law says it.")),
    Field(
        "law_reference", _("The Act or Regulations and the section of these words, and since when they stand there.")
    ),
    Field("law_link", _("Where to read the law.")),
    Field("reading", _("Our reading of the law or guidance where its words leave that open. It makes no must.")),
    Field("message", _("The finding in the words of the careers page.")),
    Field("due", _("The last day on which it is good or under way, or the day by which it is due; often none.")),
    Field("since", _("The first day on which the hub found what it finds now; empty before the first record.")),
)
ABOUT = (
    Field("pages", _("Addresses of what the school has published; null for what is not there.")),
    Field("counts", _("For each strength, how many findings have which status. Strengths are never added up.")),
    Field("findings", _("One object for each rule that binds the school.")),
    Field("note", _("What all of it is, and is not.")),
    Field("documentation", _("The address of this page.")),
    Field("licence", _("The licence under which it may be used.")),
)
CSV_PAGES = (
    Field("page", _("The school's first page here.")),
    Field("careers_page", _("Its careers page; empty where there is none.")),
)
CSV = (*SCHOOL, *CSV_PAGES, *FINDING)


def one_school(school: School, home: SchoolHomePage, *, on: datetime.date, request: HttpRequest) -> Document:
    """Return the document for a school with its public home page; reads that school alone."""
    found = published_by(school, on=on)
    each = Judged(school, found, tuple(evaluate(subject_from(school, found), RULES, on)))
    documents = Documents({school.pk: home}, [school.pk], on=on, request=request)
    return documents.of(each)


def schools_of(borough: Borough, *, on: datetime.date, request: HttpRequest) -> tuple[list[Judged], "Documents"]:
    """Return the schools of a borough that are open and have public pages, and what makes documents of them."""
    schools = schools_at_work().filter(borough=borough).select_related("borough")
    found = list(judged(schools, on=on))
    keys = [each.school.pk for each in found]
    homes = {home.school_id: home for home in public_homes().filter(school__in=keys)}
    return found, Documents(homes, keys, on=on, request=request)


def boroughs() -> list[tuple[Borough, int]]:
    """Return the boroughs in which schools have public pages, each with their number."""
    counted = schools_at_work().order_by().values("borough").annotate(n=Count("pk"))
    numbers = dict(counted.values_list("borough", "n"))
    return [(borough, numbers[borough.pk]) for borough in Borough.objects.order_by("label") if borough.pk in numbers]


class Documents:
    """Makes the documents of schools, in English, so that the data do not depend on the reader's language."""

    def __init__(
        self, homes: Mapping[int, SchoolHomePage], keys: Iterable[int], *, on: datetime.date, request: HttpRequest
    ):
        self._homes, self._on, self._request = homes, on, request
        self._history: History | None = since_when(keys) if is_recorded() else None

    def of(self, each: Judged) -> Document:
        with translation.override(settings.LANGUAGE_CODE):
            return self._document(each)

    def _document(self, each: Judged) -> Document:
        bound = [finding for finding in each.findings if finding.strength]
        return {
            **self._head(each.school, each.found),
            "pages": self._pages(each.school, each.found),
            "counts": counts(bound),
            "findings": [self._finding(each.school, finding) for finding in bound],
            "note": str(NOTE),
            "documentation": self._request.build_absolute_uri(reverse("duties_data")),
            "licence": LICENCE,
        }

    def _head(self, school: School, found: Published) -> Document:
        return {
            "school": school.name,
            "urn": urn_on(school, self._on),
            "type": found.registration.type_name if found.registration else "",
            "borough": school.borough.label if school.borough else "",
            "sample": school.is_sample,
            "checked_on": self._on.isoformat(),
        }

    def _pages(self, school: School, found: Published) -> dict[str, str | None]:
        pages = {
            "school": self._homes[school.pk],
            "careers": found.first("careers"),
            "policy": found.first("policy"),
            "provider_access": found.first("provider_access"),
            "report": max(found.all("reports"), key=lambda report: report.dated, default=None),
        }
        return {name: page.get_full_url(self._request) if page else None for name, page in pages.items()}

    def _finding(self, school: School, finding: Finding) -> Document:
        title = title_of_rule(finding.rule, of_college=bool(finding.qualification.called))
        since = since_of(school.pk, finding, self._history, self._on)
        return {
            "rule": finding.rule.id,
            "title": str(title),
            "strength": finding.strength.value if finding.strength else None,
            "status": finding.status.value,
            "source": str(finding.source),
            **_law(finding),
            "message": Line(title, finding.source, (finding,)).words,
            "due": finding.due.isoformat() if finding.due else None,
            "since": since.isoformat() if since else None,
        }


def _law(finding: Finding) -> dict[str, str | None]:
    law = finding.basis.law
    since = f", {law.since.isoformat()}" if law and law.since else ""
    return {
        "law": law.words if law else None,
        "law_reference": f"{law.reference}{since}" if law else None,
        "law_link": law.link if law else None,
        "reading": str(finding.basis.reading) or None,
    }


def counts(findings: list[Finding]) -> dict[str, dict[str, int]]:
    """Return, for each strength by itself, how many of `findings` have which status."""
    statuses = [status for status in Status if status is not Status.NOT_APPLICABLE]
    return {
        strength.value: {
            status.value: sum(f.status is status and f.strength is strength for f in findings) for status in statuses
        }
        for strength in Strength
    }


def rows(document: Document) -> Iterator[dict[str, object]]:
    """Return a document's findings as rows with the fields of `CSV`."""
    head = {field.name: document[field.name] for field in SCHOOL}
    pages = {"page": document["pages"]["school"], "careers_page": document["pages"]["careers"]}
    for finding in document["findings"]:
        yield {**head, "sample": "true" if head["sample"] else "false", **pages, **finding}
