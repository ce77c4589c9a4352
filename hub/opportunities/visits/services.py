"""What the two sides of a visit do: answer, write, propose, agree, ask for another day, cancel, finish."""

import datetime
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from hub.opportunities.letters.sending import send
from hub.opportunities.organisations.models import Representative
from hub.opportunities.requests.models import VisitRequest
from hub.opportunities.visits import letters
from hub.opportunities.visits.briefing import beginning
from hub.opportunities.visits.days import day_problem
from hub.opportunities.visits.models import KEPT_DAYS, ProposedDay, Side, Visit, VisitMessage

State, Event = Visit.State, VisitMessage.Event
REMINDED_AT = (14, 2)
Wish = tuple[datetime.date, datetime.time | None]


class NotNow(Exception):
    """What was to be done no longer fits: somebody was quicker, or the visit has ended."""


class Taken(NotNow):
    """Another school has this offer on that day."""


class WrongDay(NotNow):
    """There can be no visit on that day; the reason is its text."""


@transaction.atomic
def answer(
    asked: VisitRequest, person: Representative, *, words: str, wishes: Iterable[Wish], on: datetime.date
) -> Visit:
    """Answer a request: the thread of a visit begins, with the days that the employer proposes.

    Raises:
        NotNow: where the request is closed, or for another organisation. A second answer goes on with the first.
    """
    meant = asked.organisation_id in (None, person.organisation_id)
    if not meant or not asked.is_open(on=on):
        raise NotNow
    visit, is_new = Visit.objects.get_or_create(
        request=asked,
        organisation=person.organisation,
        defaults={
            "school": asked.school,
            "organisation_name": person.organisation.name,
            "representative": person,
            "offer": asked.offer,
            "minutes": asked.minutes,
            "briefing": beginning(years=asked.years, pupils=asked.pupils_together, needs=asked.needs),
        },
    )
    _propose(visit, Side.EMPLOYER, wishes)
    entry = visit.note(Side.EMPLOYER, words)
    send(letters.news("visit_answer" if is_new else "visit_message", visit, Side.EMPLOYER, f"{entry.pk}", words=words))
    return visit


@transaction.atomic
def write(visit: Visit, side: str, words: str, wishes: Iterable[Wish] = ()) -> None:
    """Write to the other side, and propose days.

    Raises:
        NotNow: where the visit is done.
    """
    if visit.state == State.DONE:
        raise NotNow
    proposed = _propose(visit, side, wishes) if visit.state != State.AGREED else False
    if proposed:
        # A cancelled visit begins anew with the days that somebody proposes.
        Visit.objects.filter(pk=visit.pk, state=State.CANCELLED).update(state=State.TALKING, ended_on=None)
    entry = visit.note(side, words, Event.PROPOSED if proposed else Event.WROTE)
    send(letters.news("visit_message", visit, side, f"{entry.pk}", words=words))


def _propose(visit: Visit, side: str, wishes: Iterable[Wish]) -> bool:
    new = [
        ProposedDay.objects.get_or_create(visit=visit, day=day, defaults={"side": side, "starts": starts})[1]
        for day, starts in wishes
    ]
    return any(new)


def agree(visit: Visit, proposed: ProposedDay, side: str, *, on: datetime.date) -> None:
    """Agree a day that the other side proposed; both are told, and the request is closed.

    Raises:
        NotNow: where it is this side's own proposal, or the visit is no longer looked for.
        WrongDay: where that day is past by now, or has no school.
        Taken: where another school has the offer on that day.
    """
    if proposed.visit_id != visit.pk or proposed.side == side:
        raise NotNow
    if problem := day_problem(proposed.day, school=visit.school, on=on):
        raise WrongDay(problem)
    try:
        with transaction.atomic():
            still = Visit.objects.filter(pk=visit.pk, state=State.TALKING)
            fields = {"state": State.AGREED, "agreed_on": proposed.day, "starts": proposed.starts, "reminded": []}
            if not still.update(**fields):
                raise NotNow
            visit.refresh_from_db()
            visit.days.all().delete()
            visit.note(side, "", Event.AGREED)
            visit.request.close(VisitRequest.Reason.AGREED, on=on)
            send(letters.agreed(visit))
    except IntegrityError as error:
        raise Taken from error


@transaction.atomic
def replace(visit: Visit, side: str, words: str) -> None:
    """Give the agreed day back and look for another: the thread stays.

    Raises:
        NotNow: where no day is agreed.
    """
    agreed = Visit.objects.filter(pk=visit.pk, state=State.AGREED)
    if not agreed.update(state=State.TALKING, agreed_on=None, starts=None, reminded=[]):
        raise NotNow
    visit.refresh_from_db()
    entry = visit.note(side, words, Event.REPLACED)
    send(letters.news("visit_replaced", visit, side, f"{entry.pk}", words=words, is_agreed=True))
    _tell_partners("visit_replaced", visit, side, f"{entry.pk}", words)


@transaction.atomic
def cancel(visit: Visit, side: str, words: str, *, on: datetime.date) -> None:
    """Cancel; the thread stays, and proposing a day begins the visit anew.

    Raises:
        NotNow: where it is cancelled or done already.
    """
    was_agreed = visit.state == State.AGREED
    alive = Visit.objects.filter(pk=visit.pk, state__in=(State.TALKING, State.AGREED))
    if not alive.update(state=State.CANCELLED, agreed_on=None, starts=None, ended_on=on, reminded=[]):
        raise NotNow
    visit.refresh_from_db()
    visit.days.all().delete()
    entry = visit.note(side, words, Event.CANCELLED)
    send(letters.news("visit_cancelled", visit, side, f"{entry.pk}", words=words, is_agreed=was_agreed))
    if was_agreed:
        _tell_partners("visit_cancelled", visit, side, f"{entry.pk}", words)


def _tell_partners(name: str, visit: Visit, side: str, key: str, words: str) -> None:
    """Tell the schools that take part what `side` did to the day: they read what the other side reads."""
    send(letters.to_partners(name, visit, key, side=Side(side).other, words=words))


def remind(*, on: datetime.date) -> int:
    """Remind both sides of the visits that are 14 or 2 days away, each once; return of how many."""
    near = Visit.objects.filter(state=State.AGREED, agreed_on__range=(on, on + datetime.timedelta(days=REMINDED_AT[0])))
    told = 0
    for visit in near.select_related("school", "request", "representative"):
        left = (visit.agreed_on - on).days if visit.agreed_on else 0
        due = [days for days in REMINDED_AT if left <= days]
        if set(due) <= set(visit.reminded):
            continue
        with transaction.atomic():
            claimed = Visit.objects.filter(pk=visit.pk, state=State.AGREED, reminded=visit.reminded)
            if claimed.update(reminded=due):
                send(letters.reminder(visit, min(due), on=on))
                told += 1
    return told


def erase_old(*, on: datetime.date) -> int:
    """Delete threads a year after their end; one that nobody ended, a year after its day or its beginning."""
    last = on - datetime.timedelta(days=KEPT_DAYS)
    own = Visit.objects.filter(is_sample=False)
    ended = own.filter(ended_on__lt=last)
    open_ended = own.filter(ended_on=None, created_at__date__lt=last).exclude(agreed_on__gte=last)
    return sum(rows.delete()[1].get("opportunities.Visit", 0) for rows in (ended, open_ended))
