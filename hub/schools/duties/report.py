"""The admin's report: every school by every rule, in a number of queries that does not grow with either."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest

from curriculum.models import Borough
from hub.publication.rules import Finding, Rule, Status
from hub.publication.sources import Recorded, ReportSubject
from hub.schools.duties.due import Addresses, public_homes, schools_at_work
from hub.schools.duties.findings import open_schools, urn_on
from hub.schools.duties.history import is_recorded, since_when
from hub.schools.duties.judging import judged
from hub.schools.duties.rules import RULES
from hub.schools.duties.subject import SchoolSubject
from hub.schools.microsites.models import SchoolIndexPage
from hub.schools.register.groups import groups, of_group
from hub.schools.register.models import School


class SchoolsReport:
    """The source that hub.publication's report views read (registered in SchoolsConfig.ready())."""

    rules: Sequence[Rule[SchoolSubject]] = RULES

    def areas(self) -> list[str]:
        return list(Borough.objects.order_by("label").values_list("label", flat=True))

    def kinds(self) -> list[tuple[str, str]]:
        return list(groups().items())

    def judged(
        self,
        *,
        on: datetime.date,
        rules: Sequence[Rule[SchoolSubject]],
        area: str = "",
        kind: str = "",
        here: bool = False,
    ) -> list[tuple[ReportSubject, Sequence[Finding]]]:
        schools = (schools_at_work() if here else open_schools(on)).select_related("borough")
        if area:
            schools = schools.filter(borough__label=area)
        if kind:
            schools = of_group(schools, kind, on=on)
        return [(_subject(each.school, on), each.findings) for each in judged(schools, on=on, rules=rules)]

    def recorded(self, keys: Iterable[int]) -> Mapping[tuple[int, str], Recorded] | None:
        return since_when(keys) if is_recorded() else None

    def addresses(self, keys: Iterable[int], request: HttpRequest) -> "SchoolAddresses":
        return SchoolAddresses(list(keys), request)


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
        self._fix_addresses = Addresses(keys)

    def page(self, key: int) -> str:
        below = f"{self._directory}{self._slugs[key]}/" if self._directory else ""
        return self._homes.get(key) or below

    def fix_url(self, key: int, finding: Finding) -> str:
        if finding.strength is None or finding.status is Status.NOT_APPLICABLE:
            return ""
        return self._fix_addresses.of(key, finding.where.page)
