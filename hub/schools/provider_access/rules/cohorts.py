"""PAL-07 to 13: the duty on meetings, judged for each cohort by itself (Education Act 1997 s42B(1A), (2A), (2B)).

How many meetings there are is owed by the last day of the window: before it, a cohort is under way, and after it the
number is missing. How meetings are to be (with whom, what is asked for, when) is broken by a meeting that was not so,
never by one that was not held. One more meeting can never undo what is met.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hub.publication.dates import AcademicYear
from hub.publication.rules import Outcome, Status, met, missing, not_checkable, under_way
from hub.schools.duties.subject import FOUR_THINGS, EncounterFact, SchoolSubject
from hub.schools.provider_access.key_phases import KEY_PHASES, MEETINGS, PHASE_YEARS, KeyPhase
from hub.schools.provider_access.rules.meetings import BAD_TIMES, DOUBTS, Progress, progress_of
from hub.schools.provider_access.rules.statement import access

WORST_FIRST = (Status.MISSING, Status.UNDER_WAY, Status.NOT_CHECKABLE, Status.MET)

Check = Callable[[SchoolSubject, datetime.date], Outcome]
Enough = Callable[[Sequence[EncounterFact]], int]
Faults = Callable[[Progress], list[str]]


def different_sets(meetings: Sequence[EncounterFact]) -> int:
    """Return how many different sets of providers there were: A alone and then A with B are two."""
    return len({meeting.provider_set for meeting in meetings})


def with_four_things(meetings: Sequence[EncounterFact]) -> int:
    return sum(meeting.covers >= set(FOUR_THINGS) for meeting in meetings)


def _day(day: datetime.date) -> str:
    return _day_in(day, get_language())


# Seven rules format the same few days for each cohort; without a cache that is half the time of judging a school.
@lru_cache(maxsize=4096)
def _day_in(day: datetime.date, language: str | None) -> str:
    return date_format(day, "j F Y")


def _evidence(progress: Progress) -> str:
    """Return the meetings that count, in words: put together once for the seven rules that say them."""
    language = get_language()
    if language not in progress.told:
        listed = "; ".join(f"{_day_in(each.date, language)}, {each.provider_names}" for each in progress.counted)
        said = {"year": progress.year, "list": listed}
        progress.told[language] = _("Year %(year)d: %(list)s.") % said if progress.counted else ""
    return progress.told[language]


@dataclass(frozen=True, slots=True)
class Duty:
    """What one rule asks of each cohort: two occasions by `enough`.

    `faults` says what is wrong with those held; without it the rule is the number itself, which is owed by the last
    day. `of_times`: the faults are those of the time of a meeting.
    """

    enough: Enough = len
    faults: Faults | None = None
    of_times: bool = False

    def judge(self, progress: Progress, on: datetime.date) -> Outcome | None:
        """Judge one cohort; None: its window has closed, and nothing that was held breaks the rule."""
        closes, held = progress.cohort.closes, progress.occasions
        found = min(self.enough(held), MEETINGS)
        evidence = _evidence(progress)
        if found >= MEETINGS:
            return met(evidence, message=_("Year %(year)d: done.") % {"year": progress.year})
        said = {"year": progress.year, "found": found, "asked": MEETINGS, "due": _day(closes)}
        if self.faults and (faults := self.faults(progress)):
            # How many meetings were without fault is no number of meetings.
            return missing(" ".join([_("Year %(year)d:") % said, *faults]), due=closes, evidence=evidence)
        notes = _notes(progress, on)
        if on <= closes:
            text = _("Year %(year)d: %(found)d of %(asked)d so far, the rest by %(due)s.") % said
            return under_way(closes, " ".join([text, *notes]), evidence=evidence)
        return self._closed(progress, said, notes, evidence)

    def _closed(self, progress: Progress, said: dict[str, object], notes: list[str], evidence: str) -> Outcome | None:
        """Judge a cohort whose window has closed without enough, and without a fault."""
        if not progress.whole:
            text = _("Year %(year)d: %(found)d of %(asked)d here; what these pupils met elsewhere is not recorded.")
            return not_checkable(text % said, advice=" ".join(notes))
        if progress.in_doubt and (self.of_times or not self.faults):
            text = _("Year %(year)d: %(found)d of %(asked)d for certain.") % said
            return not_checkable(text, advice=" ".join(notes))
        if self.faults:
            return None
        text = _("Year %(year)d: %(found)d of %(asked)d by %(due)s.") % said
        return missing(" ".join([text, *notes]), due=progress.cohort.closes, evidence=evidence)


def _notes(progress: Progress, on: datetime.date) -> list[str]:
    """Say what is planned, what does not count and why, and that the school has part of the phase only."""
    notes = []
    if progress.planned:
        count = len(progress.planned)
        planned = ngettext("%(count)d is planned: %(days)s.", "%(count)d are planned: %(days)s.", count)
        notes.append(planned % {"count": count, "days": ", ".join(_day(m.date) for m in progress.planned)})
    if len(progress.occasions) < len(progress.counted):
        notes.append(_("Meetings that overlap are one occasion."))
    for meeting, reason in progress.uncounted:
        text = _("%(day)s may not count: %(reason)s.") if reason in DOUBTS else _("%(day)s does not count: %(reason)s.")
        notes.append(text % {"day": _day(meeting.date), "reason": reason})
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


def meetings_rule(*phases: KeyPhase, duty: Duty = Duty()) -> Check:
    """Return the check of `duty` for each cohort of `phases` whose window has not become history."""

    def check(subject: SchoolSubject, on: datetime.date) -> Outcome:
        judged = [duty.judge(each, on) for phase in phases for each in progress_of(subject, phase, on)]
        outcomes = [outcome for outcome in judged if outcome is not None]
        return combined(outcomes) if outcomes else not_checkable(_("No meeting is recorded that could be judged."))

    return check


def same_provider(progress: Progress) -> list[str]:
    held = progress.occasions
    if len(held) < MEETINGS or different_sets(held) >= MEETINGS:
        return []
    return [_("Every meeting was with exactly the same provider.")]


def things_not_asked_for(progress: Progress) -> list[str]:
    """Say for which of the four things providers were not asked at the counted meetings; nothing if two had all."""
    if with_four_things(progress.occasions) >= MEETINGS:
        return []
    days: dict[str, list[str]] = {}
    for meeting in progress.counted:
        if left := [str(label) for thing, label in FOUR_THINGS.items() if thing not in meeting.covers]:
            days.setdefault("; ".join(left), []).append(_day(meeting.date))
    said = _("%(days)s: the provider was not asked for %(things)s.")
    return [said % {"days": ", ".join(own), "things": things} for things, own in days.items()]


def outside_the_day(progress: Progress) -> list[str]:
    odd = [(meeting, reason) for meeting, reason in progress.uncounted if reason in BAD_TIMES]
    return [
        _("%(day)s does not count: %(reason)s.") % {"day": _day(meeting.date), "reason": reason}
        for meeting, reason in odd
    ]


NOT_THE_SAME = Duty(enough=different_sets, faults=same_provider)
FOUR_THINGS_ASKED = Duty(enough=with_four_things, faults=things_not_asked_for)
IN_SCHOOL_TIME = Duty(faults=outside_the_day, of_times=True)


def a_range(subject: SchoolSubject, on: datetime.date) -> Outcome:
    """Count the providers that met anybody in the two school years of the cohorts under way.

    One provider at several meetings is no range; with one meeting, or none yet, a range may still come.
    """
    first = AcademicYear.containing(on).previous.first_day
    held = [m for m in access(subject).encounters if first <= m.date <= on and m.years & PHASE_YEARS and m.provider_set]
    names = {each.key: each.name for m in held for each in m.providers if each.approved and each.key}
    told = ", ".join(sorted(names.values()))
    if len(names) > 1:
        return met(told)
    message = _("One so far: %(name)s.") % {"name": told} if names else _("No meeting is recorded yet.")
    if len(held) > 1:
        return missing(message)
    progress = [each for phase in KEY_PHASES for each in progress_of(subject, phase, on)]
    closes = [each.cohort.closes for each in progress if on <= each.cohort.closes]
    return under_way(min(closes), message) if closes else not_checkable(message)
