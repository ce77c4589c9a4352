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
    return [letter for side in Side for letter in to_side("visit_agreed", visit, side, key, with_calendar=True)]


def reminder(visit: Visit, days: int, *, on: datetime.date) -> list[Letter]:
    """Return a letter to each side, so many days before the visit."""
    left = (visit.agreed_on - on).days if visit.agreed_on else days
    key = f"reminder-{days}-{visit.agreed_on}"
    return [letter for side in Side for letter in to_side("visit_reminder", visit, side, key, left=left)]
