"""PAL-01 to 06: what the provider access statement holds (Education Act 1997 s42B(3), (5), (7)).

A statement that exists as a file only is published, but nobody can see from here what is in it: its parts are then
"not checkable", with the advice to write them on the page, which a screen reader can read aloud as well.
"""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.publication.rules import Outcome, met, missing, not_checkable
from hub.schools.careers.rules.publishing import year_list
from hub.schools.duties.subject import ProviderAccessFacts, SchoolSubject
from hub.schools.provider_access.key_phases import FIRST, SECOND, KeyPhase

NO_FACTS = ProviderAccessFacts()
ONLY_A_FILE = gettext_lazy("Not checkable: the statement is there as a file, and the hub cannot read it.")
WRITE_IT = gettext_lazy("Write this part on the page; a scanned file cannot be read aloud either.")


def access(subject: SchoolSubject) -> ProviderAccessFacts:
    """What the provider access page holds; without a page, nothing."""
    return subject.provider_access or NO_FACTS


def part_missing(statement: ProviderAccessFacts, message: str = "") -> Outcome:
    """Return "not yet" for a part of the statement; nobody can tell whether a file has it."""
    return not_checkable(ONLY_A_FILE, advice=WRITE_IT) if statement.document else missing(message)


def published(subject: SchoolSubject, on: datetime.date) -> Outcome:
    statement = access(subject)
    if not statement.has_text and not statement.document:
        return missing()
    if statement.dated is None:
        return met(advice=_("Give the statement a date. The law asks for none; a reader wants to know how old it is."))
    day = date_format(statement.dated, "j F Y")
    if statement.dated > on:
        # It is published all the same, and the law asks for no date.
        return met(day, advice=_("The statement is dated %(day)s, which is still to come.") % {"day": day})
    return met(day)


def procedure(subject: SchoolSubject, on: datetime.date) -> Outcome:
    statement = access(subject)
    if not statement.procedure:
        return part_missing(statement)
    if not statement.contact_name:
        return met(statement.procedure, advice=_("Name whom to ask. The law asks for no name; a provider needs one."))
    if not statement.contact_email and not statement.contact_telephone:
        return met(
            statement.contact_name,
            advice=_("Somebody is named; give an email address or a telephone number as well. The law asks for none."),
        )
    return met(statement.contact_name)


def grounds(subject: SchoolSubject, on: datetime.date) -> Outcome:
    statement = access(subject)
    if statement.grounds_for_granting and statement.grounds_for_refusing:
        return met(statement.grounds_for_granting)
    if statement.grounds_for_granting:
        return part_missing(statement, _("The grounds for saying yes are there; add those for saying no."))
    if statement.grounds_for_refusing:
        return part_missing(statement, _("The grounds for saying no are there; add those for saying yes."))
    return part_missing(statement)


def premises(subject: SchoolSubject, on: datetime.date) -> Outcome:
    statement = access(subject)
    return met(statement.premises) if statement.premises else part_missing(statement)


def times(subject: SchoolSubject, on: datetime.date) -> Outcome:
    statement = access(subject)
    return met(year_list(sorted(statement.times))) if statement.times else part_missing(statement)


def phase_years(phase: KeyPhase) -> str:
    return _("Years %(junior)d and %(senior)d") % {"junior": phase.junior, "senior": phase.senior}


def explained(subject: SchoolSubject, on: datetime.date) -> Outcome:
    """Judge the text on each phase in which the duty on meetings binds each pupil: s42B(5)(d) names no other."""
    statement = access(subject)
    taught = [phase for phase in (FIRST, SECOND) if phase.years & subject.secondary_years]
    lacking = [phase_years(phase) for phase in taught if phase.key not in statement.explained]
    if lacking:
        return part_missing(statement, _("Nothing yet on: %(phases)s.") % {"phases": "; ".join(lacking)})
    return met("; ".join(phase_years(phase) for phase in taught))
