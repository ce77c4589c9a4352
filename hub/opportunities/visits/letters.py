"""The letters about a visit: the same news to the school's people in English and to the employer in its language."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from hub.opportunities.letters.sending import Letter, Why, absolute
from hub.opportunities.provider_requests.letters import people_told
from hub.opportunities.visits.calendar import FILE_TYPE, calendar_of
from hub.opportunities.visits.models import Side, Visit

FILE = "visit.ics"
State = Visit.State


def _employers_address(visit: Visit) -> str:
    language = visit.representative.language if visit.representative else None
    with translation.override(language):
        return absolute(reverse("opportunities_manage_visit", args=[visit.pk]))


def _schools_address(visit: Visit) -> str:
    return absolute(reverse("opportunities_visit", args=[visit.pk]))


def to_side(name: str, visit: Visit, side: str, key: str, **more: Any) -> list[Letter]:
    """Return the letter to one side: to the school's careers leaders, or to the representative."""
    files: tuple[tuple[str, str, str], ...] = ()
    if more.pop("with_calendar", False):
        files = ((FILE, calendar_of(visit, on=timezone.localdate()), FILE_TYPE),)
    is_agreed = more.pop("is_agreed", visit.state in (State.AGREED, State.DONE))
    why = Why.AGREED if is_agreed else Why.NEWS
    context = {"visit": visit, "asked": visit.request, "school": visit.school, "side": side, **more}
    key = f"visit-{visit.pk}-{key}-{side}"
    if side == Side.EMPLOYER:
        person = visit.representative
        if person is None:
            return []
        context["link"] = _employers_address(visit)
        language = person.language
        return [Letter(name=name, to=person.email, language=language, context=context, key=key, files=files, why=why)]
    context["link"] = _schools_address(visit)
    return [
        Letter(name=name, to=user.email, context=context, key=f"{key}-{number}", files=files, why=why)
        for number, user in enumerate(people_told(visit.school_id))
    ]


def news(name: str, visit: Visit, side: str, key: str, **more: Any) -> list[Letter]:
    """Return a letter to the side that did not do it."""
    return to_side(name, visit, Side(side).other, key, **more)


def agreed(visit: Visit) -> list[Letter]:
    """Return a letter to each side with the calendar file."""
    key = f"agreed-{visit.agreed_on}"
    sides = [letter for side in Side for letter in to_side("visit_agreed", visit, side, key, with_calendar=True)]
    return [*sides, *to_partners("visit_agreed", visit, key, side=Side.SCHOOL, with_calendar=True)]


def to_partners(
    name: str, visit: Visit, key: str, *, side: str, with_calendar: bool = False, **said: object
) -> list[Letter]:
    """Return what `side` is told of an agreed visit, to the schools that take part; they read it on their page."""
    on = timezone.localdate()
    files = ((FILE, calendar_of(visit, on=on), FILE_TYPE),) if with_calendar else ()
    context = {"visit": visit, "asked": visit.request, "school": visit.school, "side": side, **said}
    return [
        Letter(
            name=name,
            to=user.email,
            context=context | {"link": absolute(reverse("opportunities_joint_request", args=[partner.pk]))},
            key=f"visit-{visit.pk}-{key}-partner-{partner.pk}-{number}",
            files=files,
            why=Why.AGREED,
        )
        for partner in visit.request.together
        for number, user in enumerate(people_told(partner.school_id))
    ]


def reminder(visit: Visit, days: int, *, on: datetime.date) -> list[Letter]:
    """Return a letter to each side, so many days before the visit."""
    left = (visit.agreed_on - on).days if visit.agreed_on else days
    key = f"reminder-{days}-{visit.agreed_on}"
    sides = [letter for side in Side for letter in to_side("visit_reminder", visit, side, key, left=left)]
    return [*sides, *to_partners("visit_reminder", visit, key, side=Side.SCHOOL, left=left)]
