"""Which meetings with providers count, and for which cohort (Education Act 1997 s42B).

A meeting counts once it has been held, in its cohort's window, for a reasonable time in the standard school day, with a
provider that has an approved offer, and in Years 8 to 11 for the whole year group. Meetings that overlap are one
occasion. Where the Act leaves room, or a time is not given, a meeting neither counts nor is held against the school:
that is a doubt, and is said as one.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext_lazy

from hub.publication.rules import LazyText
from hub.schools.duties.subject import EncounterFact, ProviderAccessFacts, SchoolSubject
from hub.schools.provider_access.key_phases import MEETINGS, Cohort, KeyPhase
from hub.schools.provider_access.rules.statement import access

SATURDAY = 5
# Our reading of "a reasonable period of time" (s42B(2B)): the Act gives no number.
SHORTEST = datetime.timedelta(minutes=20)
NOT_APPROVED = gettext_lazy("no provider with approved technical qualifications or apprenticeships")
PART = gettext_lazy("only part of the year group")
NO_TIMES = gettext_lazy("start and end of the meeting or of the school day are not given")
OUTSIDE = gettext_lazy("outside the school day")
CLOSED = gettext_lazy("no school on that day")
USUALLY_CLOSED = gettext_lazy("in the usual school holidays, and the page gives no term dates of its own")
TOO_SHORT = gettext_lazy("shorter than 20 minutes, which in our reading is no reasonable period of time")
# What the hub cannot decide, and what the Act says itself of the time of a meeting.
DOUBTS = (USUALLY_CLOSED, TOO_SHORT, NO_TIMES)
BAD_TIMES = (OUTSIDE, CLOSED)


def in_school_day(meeting: EncounterFact, statement: ProviderAccessFacts) -> bool | None:
    """Tell whether `meeting` lies within the stated school day; None where a time that would tell is not given."""
    if meeting.date.weekday() >= SATURDAY:
        return False
    starts, ends, first, last = meeting.starts, meeting.ends, statement.day_starts, statement.day_ends
    # Two of them may tell already that it does not: an evening without its end.
    before = any(one and other and one >= other for one, other in ((starts, ends), (starts, last), (first, ends)))
    if before or (first and starts and starts < first) or (ends and last and ends > last):
        return False
    return None if None in (starts, ends, first, last) else True


def is_short(starts: datetime.time | None, ends: datetime.time | None) -> bool:
    """Tell whether a meeting is shorter than what we read as a reasonable period of time."""
    if starts is None or ends is None or ends <= starts:
        return False
    day = datetime.date.min
    return datetime.datetime.combine(day, ends) - datetime.datetime.combine(day, starts) < SHORTEST


def why_not(meeting: EncounterFact, phase: KeyPhase, statement: ProviderAccessFacts) -> LazyText | None:
    """Return why `meeting`, held in its window, does not count for `phase` (or may not: `DOUBTS`); None if it does."""
    if not meeting.provider_set:
        return NOT_APPROVED
    if not meeting.whole_cohort and not phase.attendance_is_optional:
        return PART
    if meeting.closed and not meeting.usually:
        return CLOSED
    inside = in_school_day(meeting, statement)
    if not inside:
        return NO_TIMES if inside is None else OUTSIDE
    if meeting.closed:
        return USUALLY_CLOSED
    return TOO_SHORT if is_short(meeting.starts, meeting.ends) else None


def occasions(meetings: Iterable[EncounterFact]) -> list[EncounterFact]:
    """Return meetings that count, with those of one day that overlap made one occasion.

    Its providers are those of all of them, and they were asked for what all of them were asked for. By the earliest end
    first there are as many occasions as there can be: a meeting across two others takes neither away.
    """
    found: list[EncounterFact] = []
    for each in sorted(meetings, key=lambda meeting: (meeting.date, meeting.ends or datetime.time.min)):
        last = found[-1] if found else None
        if last is None or not overlap(last, each):
            found.append(each)
            continue
        found[-1] = replace(last, providers=last.providers + each.providers, covers=last.covers & each.covers)
    return found


def overlap(one: EncounterFact, other: EncounterFact) -> bool:
    """Tell whether two meetings lie at the same time of the same day."""
    if one.date != other.date or None in (one.starts, one.ends, other.starts, other.ends):
        return False
    return one.starts < other.ends and other.starts < one.ends  # type: ignore[operator]


@dataclass(frozen=True)
class Progress:
    """What the school records for one cohort by a day.

    `counted`, `planned` (in the window, still to come) and `uncounted` (held, with the reason) are by date. `whole`:
    the school teaches both years of the phase; where it teaches one, the other part of the window lies elsewhere.
    """

    cohort: Cohort
    year: int
    counted: tuple[EncounterFact, ...]
    planned: tuple[EncounterFact, ...]
    uncounted: tuple[tuple[EncounterFact, LazyText], ...]
    whole: bool
    # What counts, as rules say it, by language.
    told: dict[str | None, str] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def occasions(self) -> Sequence[EncounterFact]:
        return tuple(occasions(self.counted))

    @property
    def doubtful(self) -> list[EncounterFact]:
        """The meetings of which the hub cannot decide whether they count."""
        return [meeting for meeting, reason in self.uncounted if reason in DOUBTS]

    @property
    def needed(self) -> int:
        return max(MEETINGS - len(self.occasions), 0)

    @property
    def in_doubt(self) -> bool:
        """There are enough meetings if those count of which the hub cannot decide it, and not without them."""
        return bool(self.needed) and len(occasions([*self.counted, *self.doubtful])) >= MEETINGS


def progress_of(subject: SchoolSubject, phase: KeyPhase, on: datetime.date) -> Sequence[Progress]:
    """Return the progress of each cohort of `phase` that the school teaches on `on`, the older first."""
    # Seven rules ask in turn for the same phases.
    found: Sequence[Progress] | None = subject.worked_out.get((phase, on))
    if found is None:
        cohorts = [each for each in phase.cohorts_on(on) if each.year_on(on) in subject.secondary_years]
        found = subject.worked_out[phase, on] = tuple(_progress(subject, cohort, on) for cohort in cohorts)
    return found


def _progress(subject: SchoolSubject, cohort: Cohort, on: datetime.date) -> Progress:
    statement, phase = access(subject), cohort.phase
    own = sorted((m for m in statement.encounters if cohort.counts(m.years, m.date)), key=lambda m: m.date)
    judged = [(meeting, why_not(meeting, phase, statement)) for meeting in own]
    return Progress(
        cohort=cohort,
        year=cohort.year_on(on),
        counted=tuple(m for m, reason in judged if reason is None and m.date <= on),
        planned=tuple(m for m, reason in judged if reason is None and m.date > on),
        uncounted=tuple((m, reason) for m, reason in judged if reason is not None and m.date <= on),
        whole=phase.years <= subject.secondary_years,
    )
