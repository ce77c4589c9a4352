"""Builds the facts on a provider access statement for the rules: texts, times, meetings. Reads no database."""

from collections.abc import Iterable, Sequence

from wagtail.blocks import StructValue

from hub.schools.duties.closed_days import Calendar
from hub.schools.duties.parts import Rows, Terms
from hub.schools.duties.subject import EncounterFact, ProviderAccessFacts, ProviderFact
from hub.schools.provider_access.models import AccessTime, Attendance, Encounter, ProviderAccessPage, TermDates
from hub.schools.provider_access.school_days import NoSchool, no_school
from hub.schools.text import plain


def facts(pages: Sequence[ProviderAccessPage], rows: Rows, terms: Terms) -> ProviderAccessFacts | None:
    """Return the facts of a school's statement and its meetings (hub.schools.duties.parts)."""
    if not pages:
        return None
    found = rows["encounters"]
    return provider_access_facts(
        pages[0], rows["times"], found, terms=rows["terms"], calendar=terms.calendar if found else Calendar()
    )


def provider_access_facts(
    page: ProviderAccessPage,
    times: Iterable[AccessTime],
    encounters: Iterable[Encounter],
    *,
    terms: Iterable[TermDates],
    calendar: Calendar,
) -> ProviderAccessFacts:
    """Return the facts of a statement; `terms` are the school's own, `calendar` is the hub's."""
    own = [(term.first_day, term.last_day) for term in terms if term.first_day and term.last_day]
    return ProviderAccessFacts(
        dated=page.dated,
        document=page.document_id is not None,
        procedure=plain(page.procedure),
        contact_name=plain(page.contact_name),
        contact_email=page.contact_email.strip(),
        contact_telephone=page.contact_telephone.strip(),
        grounds_for_granting=plain(page.grounds_for_granting),
        grounds_for_refusing=plain(page.grounds_for_refusing),
        premises=plain(page.premises),
        times=frozenset(year for row in times if plain(row.what) for year in row.years or ()),
        explained=frozenset(key for key, text in page.explained.items() if plain(text)),
        day_starts=page.day_starts,
        day_ends=page.day_ends,
        encounters=tuple(encounter_fact(row, no_school(row.date, own, calendar)) for row in encounters if row.date),
    )


def encounter_fact(row: Encounter, closed: NoSchool | None) -> EncounterFact:
    return EncounterFact(
        date=row.date,
        years=frozenset(row.years or ()),
        providers=tuple(_provider(child.value) for child in row.providers),
        starts=row.starts,
        ends=row.ends,
        whole_cohort=row.attendance == Attendance.WHOLE,
        covers=row.covers,
        closed=closed is not None,
        usually=closed is not None and closed.usually,
    )


def _provider(value: StructValue) -> ProviderFact:
    approved = bool(value.get("technical") or value.get("apprenticeships"))
    return ProviderFact(name=plain(value.get("name") or ""), approved=approved)
