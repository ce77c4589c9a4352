"""The admin's report: every school by every rule, in a number of queries that does not grow with either."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from curriculum.models import Borough
from hub.accounts.requests import RequestUser
from hub.publication.rules import Finding, Rule, Status
from hub.publication.sources import Areas, Recorded, ReportFilter, ReportSubject
from hub.schools.duties.due import Addresses, public_homes, schools_at_work
from hub.schools.duties.findings import open_schools, urn_on
from hub.schools.duties.history import is_recorded, since_when
from hub.schools.duties.judging import judged
from hub.schools.duties.models import FindingRun
from hub.schools.duties.recorded import SchoolsRecord
from hub.schools.duties.rules import RULES
from hub.schools.duties.subject import SchoolSubject
from hub.schools.microsites.models import SchoolIndexPage
from hub.schools.register.groups import groups, of_group
from hub.schools.register.models import School
from hub.schools.tenancy.scope import scope_of

# So many schools, those of a borough, take a second to judge; all of London's take half a minute.
JUDGED_AT_ONCE = 100


class SchoolsReport:
    """The source that hub.publication's report views read (registered in SchoolsConfig.ready())."""

    rules: Sequence[Rule[SchoolSubject]] = RULES

    def areas(self, reader: RequestUser) -> Areas:
        """Return the boroughs that somebody reads of: an officer their own, the hub's staff all."""
        scope = scope_of(reader)
        boroughs = Borough.objects.order_by("label")
        if scope is not None:
            boroughs = boroughs.filter(pk__in=scope.boroughs)
        return Areas(list(boroughs.values_list("label", flat=True)), every=scope is None)

    def kinds(self) -> list[tuple[str, str]]:
        return list(groups().items())

    def judged(
        self,
        *,
        on: datetime.date,
        rules: Sequence[Rule[SchoolSubject]],
        within: Areas,
        asked: ReportFilter,
        keys: Collection[int] | None = None,
    ) -> list[tuple[ReportSubject, Sequence[Finding]]]:
        schools = _schools(on=on, within=within, asked=asked).select_related("borough")
        if keys is not None:
            schools = schools.filter(pk__in=keys)
        return [(_subject(each.school, on), each.findings) for each in judged(schools, on=on, rules=rules)]

    def record(self, *, on: datetime.date, within: Areas, asked: ReportFilter) -> SchoolsRecord | None:
        schools = _schools(on=on, within=within, asked=asked)
        if schools.count() <= JUDGED_AT_ONCE:
            return None
        run = FindingRun.objects.filter(on__lte=on).order_by("-on").first()
        return SchoolsRecord(schools, asked, as_of=run.written_at) if run else None

    def recorded(self, keys: Iterable[int]) -> Mapping[tuple[int, str], Recorded] | None:
        return since_when(keys) if is_recorded() else None

    def addresses(self, keys: Iterable[int], request: HttpRequest) -> "SchoolAddresses":
        return SchoolAddresses(list(keys), request)


def _schools(*, on: datetime.date, within: Areas, asked: ReportFilter) -> QuerySet[School]:
    """Return the schools that are asked for, of those that may be read."""
    schools = schools_at_work() if asked.here else open_schools(on)
    if not within.every:
        schools = schools.filter(borough__label__in=within.names)
    if asked.area:
        schools = schools.filter(borough__label=asked.area)
    return of_group(schools, asked.kind, on=on) if asked.kind else schools


def _subject(school: School, on: datetime.date) -> ReportSubject:
    registration = school.registration_on(on)
    return ReportSubject(
        key=school.pk,
        name=school.name,
        number=str(urn_on(school, on) or ""),
        area=school.borough.label if school.borough else "",
        kind=registration.type_name if registration else "",
    )


class SchoolAddresses:
    """The public page of each school, and where in the admin its gaps are fixed."""

    def __init__(self, keys: list[int], request: HttpRequest):
        homes = public_homes().filter(school__in=keys).select_related("locale")
        self._homes = {home.school_id: home.get_full_url(request) or "" for home in homes}
        # The directory answers for a school without a page of its own, at the same kind of address.
        index = SchoolIndexPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).first()
        self._directory = index.get_full_url(request) if index else None
        self._slugs = dict(School.objects.filter(pk__in=keys).values_list("pk", "slug"))
        # A borough's officers read, and open no page in the admin.
        self._fix_addresses = Addresses(keys) if scope_of(request.user) is None else None

    def page(self, key: int) -> str:
        below = f"{self._directory}{self._slugs[key]}/" if self._directory else ""
        return self._homes.get(key) or below

    def fix_url(self, key: int, finding: Finding) -> str:
        if self._fix_addresses is None or finding.strength is None or finding.status is Status.NOT_APPLICABLE:
            return ""
        return self._fix_addresses.of(key, finding.where.page)
