"""The subject of the rules: a school and everything it has published, as one frozen value.

Built by each room's facts.py from pages, drafts and records (duties.published).
Every text is plain: no tags, spaces trimmed.
"""

import datetime
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy

from curriculum.hours import Activity
from hub.publication.dates import AcademicYear
from hub.schools.register.school_types import SchoolType, by_code
from hub.schools.text import fold

SECONDARY_YEARS = frozenset(range(7, 14))
# Types that have no other years: city technology colleges, university technical colleges, studio schools.
SECONDARY_TYPES = frozenset({"06", "40", "41"})
# Phases in the register's words, folded, whose places teach some year from Year 7 on, whatever their ages.
SECONDARY_PHASES = frozenset({"secondary", "middle deemed secondary", "all through", "16 plus"})
# What a provider is asked for (Education Act 1997 s42B(2A)(b)): the duty is the school's, to ask.
FOUR_THINGS = {
    "provider": gettext_lazy("information about itself and what it offers"),
    "careers": gettext_lazy("the careers this leads to"),
    "learning": gettext_lazy("what learning there is like"),
    "questions": gettext_lazy("answers to pupils' questions"),
}
# What a careers policy covers (London Ambitions, element 3); the keys are those of its sections (policy/blocks.py).
TOPICS = {
    "experiences": gettext_lazy("experiences of the world of work"),
    "business": gettext_lazy("links with business"),
    "provision": gettext_lazy("careers provision"),
    "destinations": gettext_lazy("what pupils do next"),
}


# The year of an activity that is for a pathway or course in place of a year group.
WITHOUT_YEAR = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedActivity:
    """One row of the programme, for one year group. `kind`, `term` and `criteria` are slugs.

    `pathway`: for whom it is where `year` is WITHOUT_YEAR. Such hours have no age, so they never count towards what is
    asked by a certain year.
    """

    year: int
    kind: str
    minutes: int
    counts: bool = True
    in_workplace: bool = False
    term: str = "year"
    criteria: tuple[str, ...] = ()
    pathway: str = ""

    @property
    def activity(self) -> Activity:
        years = frozenset({self.year} - {WITHOUT_YEAR})
        return Activity(kind=self.kind, minutes=self.minutes, years=years, kind_counts=self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareersFacts:
    """What the careers page holds. Empty text and None mean: not there. `updated_on`: when it was last published."""

    leader_name: str = ""
    leader_email: str = ""
    leader_telephone: str = ""
    academic_year: AcademicYear | None = None
    summary: str = ""
    programme: tuple[PlannedActivity, ...] = ()
    for_pupils: str = ""
    for_parents: str = ""
    for_teachers: str = ""
    for_employers: str = ""
    impact_measure: str = ""
    impact: str = ""
    next_review: datetime.date | None = None
    updated_on: datetime.date | None = None
    governor: str = ""
    governor_since: datetime.date | None = None
    guidance_by: str = ""
    guidance_is_independent: bool = False
    guidance_booking: str = ""
    parents_engagement: str = ""
    lmi_pupils_url: str = ""
    lmi_parents_url: str = ""
    lmi_teachers_url: str = ""
    lmi_checked_on: datetime.date | None = None
    # The day on which the figures were checked that the hub itself shows on the page; None: there are none.
    figures_checked_on: datetime.date | None = None
    destinations: str = ""
    links_with_business: str = ""
    cluster: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacts:
    """The careers policy: which of the four topics it has a section on, and whether it has any text at all."""

    topics: frozenset[str] = frozenset()
    has_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFact:
    """A provider at a meeting. `approved`: offers approved technical qualifications or apprenticeships."""

    name: str
    approved: bool = False

    @property
    def key(self) -> str:
        return fold(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterFact:
    """A meeting of year groups with providers, held or planned. `covers`: what of `FOUR_THINGS` was asked for.

    `closed`: there is no school on that day; `usually`: by the usual dates of other schools, this one has given none.
    """

    date: datetime.date
    years: frozenset[int] = frozenset()
    providers: tuple[ProviderFact, ...] = ()
    starts: datetime.time | None = None
    ends: datetime.time | None = None
    whole_cohort: bool = False
    covers: frozenset[str] = frozenset()
    closed: bool = False
    usually: bool = False

    @property
    def provider_set(self) -> frozenset[str]:
        """The providers in the sense of the Act, by folded name: only those with an approved offer."""
        return frozenset(each.key for each in self.providers if each.approved and each.key)

    @property
    def provider_names(self) -> str:
        return ", ".join(each.name for each in self.providers if each.approved)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAccessFacts:
    """The provider access statement and the meetings recorded with it.

    `times` are the year groups with a time of access, `explained` the keys of the key phases with a text. `document`:
    the statement (also) exists as a file, which the hub cannot read.
    """

    dated: datetime.date | None = None
    document: bool = False
    procedure: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_telephone: str = ""
    grounds_for_granting: str = ""
    grounds_for_refusing: str = ""
    premises: str = ""
    times: frozenset[int] = frozenset()
    explained: frozenset[str] = frozenset()
    day_starts: datetime.time | None = None
    day_ends: datetime.time | None = None
    encounters: tuple[EncounterFact, ...] = ()

    @property
    def has_text(self) -> bool:
        texts = (self.procedure, self.grounds_for_granting, self.grounds_for_refusing, self.premises)
        return any(texts) or bool(self.times or self.explained)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFact:
    """An approval of the policy."""

    meeting_date: datetime.date
    by_governors: bool
    body_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFact:
    """A published yearly report."""

    dated: datetime.date
    year: AcademicYear | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterFact:
    """A careers cluster that the school is a member of, by the hub's own record. `since` is None where unknown."""

    name: str
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolSubject:
    """A school on a day. `type_code` and `years` (0 is Reception) are None where the register does not say.

    `phase`: the register's phase of education in its words, often all that it gives.
    """

    name: str = ""
    type_code: str | None = None
    years: frozenset[int] | None = None
    phase: str = ""
    in_hospital: bool = False
    status_known: bool = True
    careers: CareersFacts | None = None
    # The school year of a programme that waits beside the public page and takes its place by itself.
    coming: AcademicYear | None = None
    policy: PolicyFacts | None = None
    provider_access: ProviderAccessFacts | None = None
    approvals: tuple[ApprovalFact, ...] = field(default=())
    reports: tuple[ReportFact, ...] = field(default=())
    clusters: tuple[ClusterFact, ...] = field(default=())
    # What rules that ask for the same have worked out of it, by what it is: not part of the value.
    worked_out: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def school_type(self) -> SchoolType | None:
        return by_code(self.type_code) if self.type_code else None

    @property
    def is_college(self) -> bool:
        """Whether it is a college in the sense of the guidance: further education, or a 16 to 19 academy."""
        return bool(self.school_type and self.school_type.is_college)

    @property
    def is_special(self) -> bool:
        return bool(self.school_type and self.school_type.is_special)

    @property
    def teaches_secondary(self) -> bool | None:
        """Whether it teaches any year from Year 7 on: by its years or, without ages, phase or type; None: unknown."""
        if self.years is not None:
            return bool(self.secondary_years)
        known = fold(self.phase) in SECONDARY_PHASES or (self.school_type and self.school_type.code in SECONDARY_TYPES)
        return True if known else None

    @property
    def secondary_years(self) -> frozenset[int]:
        """The years taught from Year 7 on; empty for a primary, and where ages are unknown."""
        return SECONDARY_YEARS & (self.years or frozenset())
