"""PAL-07 to 13: meetings with providers, counted for each cohort by itself (Education Act 1997 s42B).

A meeting counts once it has been held, in its cohort's window, in the standard school day, with a provider that has an
approved offer, and in Years 8 to 11 for the whole year group. Every rule asks whether there are enough meetings of a
kind, so that one more meeting can never undo it: what does not count is named, and spoils nothing.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from hub.publication.dates import AcademicYear
from hub.publication.rules import LazyText, Outcome, Status, met, missing, not_checkable
from hub.schools.duties.subject import FOUR_THINGS, EncounterFact, ProviderAccessFacts, SchoolSubject
from hub.schools.provider_access.key_phases import KEY_PHASES, MEETINGS, Cohort, KeyPhase
from hub.schools.provider_access.rules.statement import access

SATURDAY = 5
NOT_APPROVED = gettext_lazy("no provider with approved technical qualifications or apprenticeships")
PART = gettext_lazy("only part of the year group")
NO_TIMES = gettext_lazy("start and end of the meeting or of the school day are not given")
OUTSIDE = gettext_lazy("outside the school day")
WORST_FIRST = (Status.OVERDUE, Status.MISSING, Status.NOT_CHECKABLE, Status.MET)

Enough = Callable[[list[EncounterFact]], int]


def in_school_day(meeting: EncounterFact, statement: ProviderAccessFacts) -> bool | None:
    """Tell whether `meeting` lies within the stated school day; None where a time is not given."""
    given = (meeting.starts, meeting.ends, statement.day_starts, statement.day_ends)
    if any(each is None for each in given):
        return None
    starts, ends, first, last = given
    return first <= starts < ends <= last and meeting.date.weekday() < SATURDAY  # type: ignore[operator]


def why_not(meeting: EncounterFact, phase: KeyPhase, statement: ProviderAccessFacts) -> LazyText | None:
    """Return why `meeting`, held in its window, does not count for `phase`; None if it counts."""
    if not meeting.provider_set:
        return NOT_APPROVED
    if not meeting.whole_cohort and not phase.attendance_is_optional:
        return PART
    inside = in_school_day(meeting, statement)
    if inside is None:
        return NO_TIMES
    return None if inside else OUTSIDE


@dataclass(frozen=True, slots=True)
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

    @property
    def needed(self) -> int:
        return max(MEETINGS - len(self.counted), 0)


def progress_of(subject: SchoolSubject, phase: KeyPhase, on: datetime.date) -> list[Progress]:
    """Return the progress of each cohort of `phase` that the school teaches on `on`, the older first."""
    cohorts = [each for each in phase.cohorts_on(on) if each.year_on(on) in subject.secondary_years]
    return [_progress(subject, cohort, on) for cohort in cohorts]


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


def number(meetings: list[EncounterFact]) -> int:
    return len(meetings)


def different_sets(meetings: list[EncounterFact]) -> int:
    """Return how many different sets of providers there were: A alone and then A with B are two."""
    return len({meeting.provider_set for meeting in meetings})


def with_four_things(meetings: list[EncounterFact]) -> int:
    return sum(meeting.covers >= set(FOUR_THINGS) for meeting in meetings)


def _day(day: datetime.date) -> str:
    return _day_in(day, get_language())


# Seven rules write the same few days for each cohort, and that is half of what judging a school takes.
@lru_cache(maxsize=4096)
def _day_in(day: datetime.date, language: str | None) -> str:
    return date_format(day, "j F Y")


def _listed(meetings: tuple[EncounterFact, ...]) -> str:
    return "; ".join(f"{_day(meeting.date)}, {meeting.provider_names}" for meeting in meetings)


def _cohort_outcome(progress: Progress, found: int, on: datetime.date, notes: list[str]) -> Outcome:
    """Judge one cohort of which `found` meetings are as asked."""
    said = {"year": progress.year, "found": found, "asked": MEETINGS, "due": _day(progress.cohort.closes)}
    evidence = _("Year %(year)d: %(list)s.") % {"year": progress.year, "list": _listed(progress.counted)}
    evidence = evidence if progress.counted else ""
    if found >= MEETINGS:
        return met(evidence, message=_("Year %(year)d: done.") % said)
    if on <= progress.cohort.closes:
        text = _("Year %(year)d: %(found)d of %(asked)d so far, due by %(due)s.") % said
        return missing(" ".join([text, *notes]), due=progress.cohort.closes, evidence=evidence)
    if not progress.whole:
        text = _("Year %(year)d: %(found)d of %(asked)d here; what these pupils met elsewhere is not recorded.") % said
        return not_checkable(text, advice=" ".join(notes))
    text = _("Year %(year)d: %(found)d of %(asked)d by %(due)s.") % said
    return Outcome(Status.OVERDUE, " ".join([text, *notes]), progress.cohort.closes, evidence)


def _notes(progress: Progress, on: datetime.date) -> list[str]:
    """Say what is planned, what does not count and why, and that the school has part of the phase only."""
    notes = []
    if progress.planned:
        count = len(progress.planned)
        planned = ngettext("%(count)d is planned: %(days)s.", "%(count)d are planned: %(days)s.", count)
        notes.append(planned % {"count": count, "days": ", ".join(_day(m.date) for m in progress.planned)})
    for meeting, reason in progress.uncounted:
        notes.append(_("%(day)s does not count: %(reason)s.") % {"day": _day(meeting.date), "reason": reason})
    if not progress.whole and on <= progress.cohort.closes:
        notes.append(_("The school teaches part of this phase only; the rest of the window lies elsewhere."))
    return notes


def combined(outcomes: list[Outcome]) -> Outcome:
    """Return the worst of the cohorts' outcomes, with what has to be said of each, and the earliest day it is due."""
    worst = min((each.status for each in outcomes), key=WORST_FIRST.index)
    due = min((each.due for each in outcomes if each.due and each.status is worst), default=None)
    telling = [each for each in outcomes if worst is Status.MET or each.status is not Status.MET]
    return Outcome(
        worst,
        " ".join(str(each.message) for each in telling),
        due,
        " ".join(filter(None, (each.evidence for each in outcomes))),
        " ".join(str(each.advice) for each in telling if each.advice),
    )


def meetings_rule(
    *phases: KeyPhase, enough: Enough = number, lack: Callable[[Progress], list[str]] | None = None
) -> Callable[[SchoolSubject, datetime.date], Outcome]:
    """Return the check that each cohort under way has two meetings by `enough`; `lack` says what those held lack."""

    def check(subject: SchoolSubject, on: datetime.date) -> Outcome:
        outcomes = [
            _cohort_outcome(each, enough(list(each.counted)), on, lack(each) if lack else _notes(each, on))
            for phase in phases
            for each in progress_of(subject, phase, on)
        ]
        return combined(outcomes) if outcomes else met()

    return check


def same_provider(progress: Progress) -> list[str]:
    if len(progress.counted) < MEETINGS or different_sets(list(progress.counted)) >= MEETINGS:
        return []
    return [_("Every meeting was with exactly the same provider.")]


def things_not_asked_for(progress: Progress) -> list[str]:
    """Say for which of the four things providers were not asked at the counted meetings; nothing if two had all."""
    if with_four_things(list(progress.counted)) >= MEETINGS:
        return []
    days: dict[str, list[str]] = {}
    for meeting in progress.counted:
        if left := [str(label) for thing, label in FOUR_THINGS.items() if thing not in meeting.covers]:
            days.setdefault("; ".join(left), []).append(_day(meeting.date))
    said = _("%(days)s: the provider was not asked for %(things)s.")
    return [said % {"days": ", ".join(own), "things": things} for things, own in days.items()]


def outside_the_day(progress: Progress) -> list[str]:
    odd = [(meeting, reason) for meeting, reason in progress.uncounted if reason in (OUTSIDE, NO_TIMES)]
    return [
        _("%(day)s does not count: %(reason)s.") % {"day": _day(meeting.date), "reason": reason}
        for meeting, reason in odd
    ]


def a_range(subject: SchoolSubject, on: datetime.date) -> Outcome:
    """Count the providers that met anybody in the two school years of the cohorts under way."""
    first = AcademicYear.containing(on).previous.first_day
    years = frozenset().union(*(phase.years for phase in KEY_PHASES))
    held = [m for m in access(subject).encounters if first <= m.date <= on and m.years & years]
    names = {each.key: each.name for m in held for each in m.providers if each.approved and each.key}
    told = ", ".join(sorted(names.values()))
    if len(names) > 1:
        return met(told)
    return missing(_("One so far: %(name)s.") % {"name": told} if names else "")
