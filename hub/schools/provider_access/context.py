"""Template context of the provider access page and its edit view: times by year and term, meetings by key phase."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.core.page_context import Context
from hub.publication.rules import LazyText
from hub.schools.careers.context import english_of
from hub.schools.careers.models.programme import Term
from hub.schools.duties.closed_days import Calendar
from hub.schools.duties.closed_days import calendar as calendar_of_the_hub
from hub.schools.duties.published import is_judged
from hub.schools.duties.subject import SchoolSubject
from hub.schools.microsites.print_footer import Sheet, day, sheet
from hub.schools.provider_access.facts import provider_access_facts
from hub.schools.provider_access.key_phases import KEY_PHASES, MEETINGS
from hub.schools.provider_access.models import AccessTime, Encounter, ProviderAccessPage
from hub.schools.provider_access.rules.cohorts import same_provider, things_not_asked_for
from hub.schools.provider_access.rules.meetings import DOUBTS, Progress, progress_of
from hub.schools.provider_access.rules.statement import phase_years
from hub.schools.validators import telephone_link, telephone_text

TERMS = (Term.AUTUMN, Term.SPRING, Term.SUMMER)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting of one cohort: the row, who came, and why it does not count (None: it counts, or will).

    `in_doubt`: it may not count; the hub cannot decide it.
    """

    row: Encounter
    who: str
    held: bool
    why_not: LazyText | None = None
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class CohortView:
    """One year group on its way through a phase. `closes` is the last day that counts.

    `state`: done (as to their number), open (days left), late, doubt (enough only if what is in doubt counts), or
    elsewhere (the rest of the window lies at another school). `one_provider`: every meeting that counts was with
    exactly the same provider, where the duty asks for another. `not_asked_for`: a sentence on each meeting whose
    provider was not asked for all four things, as long as there are not two that were.
    """

    year: int
    counted: int
    needed: int
    closes: datetime.date
    state: str
    one_provider: bool
    not_asked_for: tuple[str, ...]
    lines: tuple[MeetingLine, ...]

    @property
    def is_complete(self) -> bool:
        """Enough meetings, with different providers, that were asked for all four things."""
        return self.state == "done" and not self.one_provider and not self.not_asked_for

    @property
    def shape(self) -> str:
        """The shape of a finding that goes with the state."""
        if self.is_complete:
            return "met"
        return {"elsewhere": "na", "doubt": "na", "open": "way"}.get(self.state, "due")


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One key phase that the school teaches: how its pupils meet providers, and its two cohorts."""

    title: str
    text: str
    cohorts: tuple[CohortView, ...]


@dataclass(frozen=True, slots=True)
class TimesLine:
    """One year group's line of the calendar: what there is in each term."""

    year: int
    terms: tuple[tuple[LazyText, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProviderAccessView:
    """What only the provider access page shows: whom to ring, the times by year and term, the meetings by phase."""

    telephone: str
    telephone_link: str
    terms: list[LazyText]
    calendar: list[TimesLine]
    phases: list[PhaseView]


def calendar(times: Iterable[AccessTime]) -> list[TimesLine]:
    """Return a line for each year group with a time of access; what is all year stands in every term."""
    rows = list(times)
    years = sorted({year for row in rows for year in row.years or ()})
    return [
        TimesLine(
            year,
            tuple(
                (term.label, tuple(row.what for row in rows if year in row.years and row.term in (term, Term.ALL_YEAR)))
                for term in TERMS
            ),
        )
        for year in years
    ]


def phases_of(page: ProviderAccessPage, *, on: datetime.date) -> list[PhaseView]:
    """Return what `page` (draft or live) records for each key phase that its school teaches on `on`."""
    registration = page.school.registration_on(on) if page.school_id else None
    rows = [row for row in page.encounters.all() if row.date]
    facts = provider_access_facts(
        page, (), rows, terms=page.terms.all(), calendar=calendar_of_the_hub() if rows else Calendar()
    )
    taught = frozenset(registration.years_taught or ()) if registration else frozenset()
    subject = SchoolSubject(years=taught, provider_access=facts)
    row_of = {id(fact): row for fact, row in zip(facts.encounters, rows, strict=True)}
    return [
        PhaseView(
            phase_years(phase),
            page.explained[phase.key],
            tuple(_cohort(progress, row_of, on) for progress in progress_of(subject, phase, on)),
        )
        for phase in KEY_PHASES
        if phase.years & subject.secondary_years
    ]


def _cohort(progress: Progress, row_of: dict[int, Encounter], on: datetime.date) -> CohortView:
    reasons = {id(meeting): reason for meeting, reason in progress.uncounted}
    own = [*progress.counted, *progress.planned, *(meeting for meeting, _reason in progress.uncounted)]
    lines = [
        MeetingLine(
            row=row_of[id(meeting)],
            who=", ".join(each.name for each in meeting.providers if each.name),
            held=meeting.date <= on,
            why_not=reasons.get(id(meeting)),
            in_doubt=reasons.get(id(meeting)) in DOUBTS,
        )
        for meeting in sorted(own, key=lambda meeting: meeting.date)
    ]
    closes = progress.cohort.closes
    one_provider = not progress.cohort.phase.attendance_is_optional and bool(same_provider(progress))
    return CohortView(
        year=progress.year,
        counted=min(len(progress.occasions), MEETINGS),
        needed=progress.needed,
        closes=closes,
        state=_state(progress, on),
        one_provider=one_provider,
        not_asked_for=tuple(things_not_asked_for(progress)),
        lines=tuple(lines),
    )


def _state(progress: Progress, on: datetime.date) -> str:
    if not progress.needed:
        return "done"
    if on <= progress.cohort.closes:
        return "open"
    if not progress.whole:
        return "elsewhere"
    return "doubt" if progress.in_doubt else "late"


def access_sheet(page: ProviderAccessPage, *, on: datetime.date) -> Sheet:
    dated = _("Statement of %(day)s.") % {"day": day(page.dated)} if page.dated else _("No date given.")
    reviewed = _("Reviewed %(day)s.") % {"day": day(page.last_reviewed)} if page.last_reviewed else ""
    return sheet(page, [dated, reviewed], on=on)


def provider_access_context(page: ProviderAccessPage, *, on: datetime.date) -> Context:
    """Return what the page's template shows besides the page's own fields."""
    prefetch_related_objects([page.school], "registrations")
    view = ProviderAccessView(
        telephone=telephone_text(page.contact_telephone),
        telephone_link=telephone_link(page.contact_telephone),
        terms=[term.label for term in TERMS],
        calendar=calendar(page.times.all()),
        phases=phases_of(page, on=on),
    )
    return {
        "registration": page.school.registration_for(on),
        "view": view,
        "today": on,
        "sheet": access_sheet(page, on=on),
        "english": None if is_judged(page) or not page.pk else english_of(page),
        "asked": MEETINGS,
    }


def page_context(page: ProviderAccessPage, request: HttpRequest, **kwargs: object) -> Context:
    return provider_access_context(page, on=timezone.localdate())


def meetings_panel(page: ProviderAccessPage, request: HttpRequest) -> Context:
    """Return what the panel of meetings shows for `page`, or for a page not saved yet."""
    return {
        "phases": phases_of(page, on=timezone.localdate()) if page.pk else [],
        "refresh_url": reverse("schools_meetings", args=[page.pk]) if page.pk else "",
    }
