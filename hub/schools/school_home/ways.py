"""What a school has published, page by page, and whom to ask: each with what is known of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.publication.dates import AcademicYear
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.policy.models.approval import Approval
from hub.schools.register.words import said
from hub.schools.school_home.reading import ACCESS, CAREERS, OTHER, POLICY, REPORT, PublishedPages, Shown
from hub.schools.validators import telephone_link, telephone_text


@dataclass(frozen=True, slots=True)
class Way:
    """A page of the school: its title, what it says of itself, and one state of it with its label."""

    title: str
    url: str
    summary: str
    label: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or role whom the school names, and their own number if it gives one."""

    role: str
    name: str
    telephone: str = ""

    @property
    def telephone_link(self) -> str:
        return telephone_link(self.telephone)


def ways(pages: PublishedPages, *, approval: Approval | None, has_programme: bool, is_college: bool) -> list[Way]:
    """Return the pages that somebody comes for, in their order; the programme, where there is one, has its own line."""
    found = []
    for shown in pages.shown:
        if shown.kind in (CAREERS, POLICY, ACCESS, REPORT, OTHER):
            label, state = _state(shown, approval, is_college)
            summary = shown.said["summary"]
            if not summary and shown.kind == CAREERS:
                summary = said("what_it_says", of_college=is_college)
            found.append(Way(shown.page.title, shown.url, summary, label if state else "", state))
        if shown.kind == CAREERS and has_programme:
            found.append(_programme(shown, pages.year, is_college))
    return found


def _programme(careers: Shown, year: AcademicYear | None, is_college: bool) -> Way:
    title, label = (said(key, of_college=is_college) for key in ("what_each_gets", "for_its_year"))
    return Way(title, f"{careers.url}#years", "", label if year else "", str(year) if year else "")


def _state(shown: Shown, approval: Approval | None, is_college: bool) -> tuple[str, str]:
    if shown.kind == CAREERS:
        return _("Reviewed"), _day(shown.said["last_reviewed"])
    if shown.kind == POLICY:
        if approval:
            return _("Last approved"), _day(approval.meeting_date)
        return _("In force from"), _day(shown.said["effective_from"])
    if shown.kind == ACCESS:
        return _("Date of this statement"), _day(shown.said["dated"])
    if shown.kind == REPORT:
        return said("its_year", of_college=is_college), shown.said["academic_year"]
    return "", ""


def _day(day: datetime.date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def contacts(home: SchoolHomePage, pages: PublishedPages) -> list[Contact]:
    """Return whom the school names on its public pages, by role; a number only where it is not the office's."""
    careers_leader, provider_contact = _number(pages, CAREERS, "careers_leader_"), _number(pages, ACCESS, "contact_")
    named = (
        (_("Careers leader"), pages.said(CAREERS, "careers_leader_name"), careers_leader),
        (_("For colleges and training providers"), pages.said(ACCESS, "contact_name"), provider_contact),
        (_("Governor for careers"), pages.said(CAREERS, "governor_name"), ""),
    )
    office = telephone_text(home.telephone)
    return list(_once(Contact(role, name, "" if number == office else number) for role, name, number in named))


def _number(pages: PublishedPages, kind: str, prefix: str) -> str:
    number = pages.said(kind, f"{prefix}telephone")
    return telephone_text(number) if number else ""


def _once(found: Iterable[Contact]) -> Iterable[Contact]:
    """Leave out what is nobody and no number."""
    return (each for each in found if each.name or each.telephone)
