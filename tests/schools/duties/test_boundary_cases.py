"""The table of boundary cases of the field's research, a case for each row.

What each rule does in detail is tested in test_rules.py and provider_access/test_rules.py. Three rows are about
publishing: test_careers_gate.py publishes with a lapsed review date, here is the academy in September; the page in Urdu
is fetched.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest
from wagtail.models import Locale

from hub.publication.dates import AcademicYear
from hub.publication.rules import Finding, Status, Strength, evaluate
from hub.schools.duties.findings import findings_of_school
from hub.schools.duties.rules import RULES, RULES_BY_ID
from hub.schools.duties.subject import ApprovalFact, ProviderAccessFacts, SchoolSubject
from hub.schools.models import CareersPage, ProviderAccessPage
from tests.factories.careers import CareersPolicyPageFactory, complete_access_page, complete_careers_page
from tests.factories.schools import SchoolFactory, SchoolHomePageFactory
from tests.html import flat
from tests.schools.complete import COLLEGE, UTC, complete_subject, meeting, with_access, without

DATE = datetime.date
DAY = datetime.timedelta(days=1)
ON = DATE(2026, 11, 23)
PAL = [rule for rule in RULES_BY_ID if rule.startswith("PAL-")]
PUB = [rule for rule in RULES_BY_ID if rule.startswith("PUB-")]
# Without what is only our reading of the law.
BY_LAW = [rule for rule in PUB if rule != "PUB-05"]
VOLUNTARY = [rule for rule in RULES_BY_ID if rule.startswith("LA")]
# The window of the cohort that began Year 8 in September 2026 closed on the day before last, a Monday.
CLOSED = DATE(2028, 3, 1)
# What the younger cohorts, judged by themselves, have behind them on that day.
JUNIORS = tuple(
    meeting(DATE(2027, 10, 6) + n * DAY, 8, 10, 12, providers=(who,)) for n, who in enumerate((COLLEGE, UTC))
)
IN_YEAR_8 = meeting(DATE(2027, 2, 3), 8)
MET, MISSING, OVERDUE, EXPIRING = Status.MET, Status.MISSING, Status.OVERDUE, Status.EXPIRING
OUTSIDE, UNKNOWN, UNDER_WAY = Status.NOT_APPLICABLE, Status.NOT_CHECKABLE, Status.UNDER_WAY


@dataclass(frozen=True)
class Case:
    """A row: a school, a day, and what is found there of some rules (status, or strength)."""

    row: str
    subject: SchoolSubject
    expected: Mapping[str, Status | Strength]
    on: DATE = ON


def school(*, on: DATE = ON, ages: tuple[int, int] = (7, 13), type_code: str = "01") -> SchoolSubject:
    """Return a school that meets every rule on `on` and teaches these years."""
    return complete_subject(on, type_code=type_code, years=frozenset(range(ages[0], ages[1] + 1)))


def first_phase(*meetings) -> SchoolSubject:
    """Return a school up to Year 9 whose Year 8 has met everybody; its Year 9 had `meetings`."""
    return with_access(school(on=CLOSED, ages=(7, 9)), encounters=(*JUNIORS, *meetings))


def with_second(day: DATE, year: int) -> SchoolSubject:
    return first_phase(IN_YEAR_8, meeting(day, year, providers=(UTC,)))


def approved(on: DATE, *, by_governors: bool = True) -> SchoolSubject:
    return replace(school(), approvals=(ApprovalFact(meeting_date=on, by_governors=by_governors, body_name="Body"),))


def reviewed_by(day: DATE) -> SchoolSubject:
    return without(school(), next_review=day)


LEAP = DATE(2028, 2, 29)
LEAP_YEAR_11 = with_access(
    school(on=LEAP, ages=(10, 11)),
    encounters=(
        meeting(DATE(2027, 1, 12), 10),
        meeting(LEAP, 11, providers=(UTC,)),
        *JUNIORS,
    ),
)
EVENING = meeting(DATE(2027, 11, 3), 9, providers=(UTC,), starts=datetime.time(18), ends=datetime.time(19))
HALF = tuple(
    meeting(DATE(2027, 11, 3) + n * DAY, 9, 13, providers=(who,), whole_cohort=False)
    for n, who in enumerate((COLLEGE, UTC))
)
AGAIN, WITH_ANOTHER = (meeting(DATE(2027, 11, 3), 9, providers=who) for who in ((COLLEGE,), (COLLEGE, UTC)))
SCAN = ProviderAccessFacts(document=True, dated=ON)
SEPTEMBER = DATE(2026, 9, 10)
LAST_YEARS = without(school(), academic_year=AcademicYear(2025))
WITHOUT_LEADER = without(school(), leader_name="")
HOSPITAL = replace(school(type_code="07"), in_hospital=True)
NO_MEETINGS = with_access(school(on=SEPTEMBER, type_code="34"), encounters=())
MUST, SHOULD, VOLUNTARILY = Strength.MUST, Strength.SHOULD, Strength.VOLUNTARY

CASES = [
    Case("a meeting on 28 February of Year 9 counts", with_second(DATE(2028, 2, 28), 9), {"PAL-07": MET}, CLOSED),
    Case("on 1 March of Year 9 in no phase", with_second(DATE(2028, 3, 1), 9), {"PAL-07": MISSING}, CLOSED),
    Case("on any date in Year 7 in no phase", with_second(DATE(2026, 6, 10), 7), {"PAL-07": MISSING}, CLOSED),
    Case("on 29 February 2028 for Year 11 it does not count", LEAP_YEAR_11, {"PAL-08": MISSING}, LEAP),
    Case("one college in Year 8, alone again in Year 9", first_phase(IN_YEAR_8, AGAIN), {"PAL-10": MISSING}, CLOSED),
    Case("that college and another in Year 9", first_phase(IN_YEAR_8, WITH_ANOTHER), {"PAL-10": MET}, CLOSED),
    Case("an evening at 18:00", first_phase(IN_YEAR_8, EVENING), {"PAL-12": MISSING, "PAL-07": MISSING}, CLOSED),
    Case(
        "half the class: enough where attendance is optional",
        with_access(school(on=CLOSED), encounters=(*JUNIORS, *HALF)),
        {"PAL-09": MET, "PAL-07": MISSING},
        CLOSED,
    ),
    Case("an 11 to 16 school", school(ages=(7, 11)), {"PAL-09": OUTSIDE, "PAL-08": MET}),
    Case("a UTC for 14 to 19", school(ages=(10, 13), type_code="40"), {"PAL-07": OUTSIDE, "PAL-08": MET}),
    Case(
        "an all-through academy publishes as it should and gives access as it must",
        school(ages=(0, 13), type_code="34"),
        dict.fromkeys(PUB, SHOULD) | dict.fromkeys(PAL, MUST),
    ),
    Case("and answers for Year 7 on only", school(ages=(0, 13), type_code="34"), {"PUB-05": MET, "PAL-06": MET}),
    Case("a hospital special school", HOSPITAL, dict.fromkeys([*PUB, *PAL, "CAG-01"], OUTSIDE)),
    Case("is offered London Ambitions too", HOSPITAL, dict.fromkeys(VOLUNTARY, VOLUNTARILY)),
    Case("an independent school", school(type_code="11"), dict.fromkeys([*PUB, *PAL], OUTSIDE)),
    Case("is offered London Ambitions", school(type_code="11"), dict.fromkeys(VOLUNTARY, VOLUNTARILY)),
    Case("the year 2025/26 on 31 August 2026", LAST_YEARS, {"PUB-04": EXPIRING}, DATE(2026, 8, 31)),
    Case("the year 2025/26 on 1 September 2026", LAST_YEARS, {"PUB-04": OVERDUE}, DATE(2026, 9, 1)),
    Case("a review due today", reviewed_by(ON), {"PUB-08": EXPIRING}),
    Case("a review that was due yesterday", reviewed_by(ON - DAY), {"PUB-08": OVERDUE}),
    Case("60 days left", reviewed_by(ON + 60 * DAY), {"PUB-08": EXPIRING}),
    Case("61 days left", reviewed_by(ON + 61 * DAY), {"PUB-08": MET}),
    Case("an academy without a meeting in September", NO_MEETINGS, {"PAL-07": UNDER_WAY}, SEPTEMBER),
    Case("a school of unknown type", replace(school(), type_code=None), dict.fromkeys(RULES_BY_ID, UNKNOWN)),
    Case("a school of unknown ages", replace(school(), years=None), dict.fromkeys(RULES_BY_ID, UNKNOWN)),
    Case("approved on 21 November 2023", approved(DATE(2023, 11, 21)), {"LA3-5": EXPIRING}, DATE(2026, 11, 21)),
    Case("and the day after three years", approved(DATE(2023, 11, 21)), {"LA3-5": OVERDUE}, DATE(2026, 11, 22)),
    Case("approved on 29 February 2024", approved(LEAP.replace(year=2024)), {"LA3-5": EXPIRING}, DATE(2027, 2, 28)),
    Case("and on 1 March three years on", approved(LEAP.replace(year=2024)), {"LA3-5": OVERDUE}, DATE(2027, 3, 1)),
    Case("approved by the headteacher", approved(ON - DAY, by_governors=False), {"LA3-4": MISSING, "LA3-5": MISSING}),
    Case("the careers leader leaves, the mailbox stays", WITHOUT_LEADER, {"PUB-01": MISSING, "PUB-02": MET}),
    Case(
        "a statement that is a scan",
        replace(school(), provider_access=SCAN),
        dict.fromkeys(PAL[1:6], UNKNOWN) | {"PAL-01": MET},
    ),
    Case("before it becomes an academy", school(), dict.fromkeys([*BY_LAW, *PAL], MUST)),
    Case("after", school(type_code="34"), dict.fromkeys(PUB, SHOULD) | dict.fromkeys(PAL, MUST)),
]


def judged(subject: SchoolSubject, on: DATE) -> dict[str, Finding]:
    return {finding.rule.id: finding for finding in evaluate(subject, RULES, on)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_row(case):
    found = judged(case.subject, case.on)
    what = {
        rule: found[rule].strength if isinstance(wanted, Strength) else found[rule].status
        for rule, wanted in case.expected.items()
    }
    assert what == case.expected


def test_the_academy_in_september_is_told_by_when_and_may_publish(home, index):
    finding = judged(NO_MEETINGS, SEPTEMBER)["PAL-07"]
    assert finding.due == DATE(2027, 2, 28) and "28 February 2027" in finding.message and not finding.gates
    academy = SchoolHomePageFactory(parent=index, school=SchoolFactory(name="Cedar Row Academy", type_code="34"))
    access = complete_access_page(academy, SEPTEMBER, live=False, encounters=[])
    careers = complete_careers_page(academy, SEPTEMBER, live=False)
    for page in (access, careers):
        page.get_latest_revision().publish()
    assert ProviderAccessPage.objects.get().live and CareersPage.objects.get().live


def test_a_microsite_in_urdu_is_extra_and_the_english_parts_are_the_ones_that_count(client, microsite, on):
    page = complete_careers_page(microsite, on)
    policy = CareersPolicyPageFactory(parent=microsite)
    urdu = Locale.objects.create(language_code="ur")
    translation = page.copy_for_translation(urdu, copy_parents=True)
    translation.save_revision().publish()
    for ancestor in translation.get_ancestors().filter(depth__gt=1).specific():
        ancestor.live = True
        ancestor.save()
    html = client.get(translation.get_url()).content.decode()
    assert '<html lang="ur" dir="rtl">' in html
    assert f'<a href="{page.get_url()}" lang="en" dir="ltr" hreflang="en">English</a>' in flat(html)
    assert f'<a href="{policy.get_url()}" lang="en" hreflang="en" dir="ltr">Careers policy</a>' in flat(html)
    assert f'<a href="{policy.get_url()}">Careers policy</a>' in client.get(page.get_url()).content.decode()
    statuses = {f.rule.id: f.status for f in findings_of_school(page.school, on).findings}
    assert {statuses[rule] for rule in PUB} == {MET}
    page.unpublish()
    statuses = {f.rule.id: f.status for f in findings_of_school(page.school, on).findings}
    # The translation left with its page: what the school still has is in English.
    assert client.get(translation.get_url(), follow=True).redirect_chain == [(f"{page.get_url()}?asked=ur", 302)]
    assert {statuses[rule] for rule in PUB} == {MISSING}, "Urdu alone is not enough"
