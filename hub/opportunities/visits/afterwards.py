"""What comes after a visit: thanks with what pupils learned, feedback both ways, the programme, the story."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hub.accounts.models import User
from hub.core.record_links import Beginning, address
from hub.opportunities.letters.sending import absolute, send
from hub.opportunities.visits import letters
from hub.opportunities.visits.models import Feedback, PartnerActivity, Side, Visit, VisitMessage
from hub.opportunities.visits.services import NotNow
from hub.schools.careers.drafting import HeldActivity, careers_page_of, draft_activity
from hub.schools.careers.models.page import CareersPage
from hub.schools.models import School, SchoolHomePage

State = Visit.State


@transaction.atomic
def finish(visit: Visit, *, learned: str, minutes: int, on: datetime.date) -> None:
    """Say that a visit took place, and thank the employer with what pupils learned.

    Raises:
        NotNow: where its day is still to come, or it is not agreed.
    """
    due = Visit.objects.filter(pk=visit.pk, state=State.AGREED, agreed_on__lte=on)
    if not due.update(state=State.DONE, learned=learned, minutes=minutes, ended_on=on):
        raise NotNow
    visit.refresh_from_db()
    visit.note(Side.SCHOOL, learned, VisitMessage.Event.THANKED)
    send(letters.news("visit_thanks", visit, Side.SCHOOL, "thanks", words=learned))


def say(visit: Visit, side: str, *, fitted: str, prepared: str, next_time: str) -> None:
    """Keep what one side says of a visit; said again it replaces what was said."""
    values = {"fitted": fitted, "prepared": prepared, "next_time": next_time}
    Feedback.objects.update_or_create(visit=visit, side=side, defaults=values)


def put_into_programme(visit: Visit, *, user: User) -> CareersPage | None:
    """Make a draft of the careers page with the visit as an activity, once; None where there is no such page.

    Raises:
        NotNow: where it is there already, is not done, or is of no kind that a programme has.
        OtherYear: where the draft is for another school year (hub.schools.careers.drafting).
    """
    page = careers_page_of(visit.school)
    if page is None:
        return None
    kind = visit.request.activity_kind
    with transaction.atomic():
        done = Visit.objects.filter(pk=visit.pk, state=State.DONE, drafted_at=None)
        if not kind or visit.agreed_on is None or not done.update(drafted_at=timezone.now()):
            raise NotNow
        return draft_activity(page, activity=_activity(visit, visit.agreed_on), user=user)


def take_over(visit: Visit, school: School, *, user: User, at: datetime.datetime) -> CareersPage | None:
    """Make a draft of the careers page of a school that takes part, with an agreed visit, once; None without a page.

    Raises:
        NotNow: where it is there already, no day is agreed, or it is of no kind that a programme has.
        OtherYear: where the draft is for another school year (hub.schools.careers.drafting).
    """
    page = careers_page_of(school)
    if page is None:
        return None
    if visit.agreed_on is None or visit.state not in (State.AGREED, State.DONE) or not visit.request.activity_kind:
        raise NotNow
    with transaction.atomic():
        values = {"drafted_at": at}
        if not PartnerActivity.objects.get_or_create(visit=visit, school=school, defaults=values)[1]:
            raise NotNow
        return draft_activity(page, activity=_activity(visit, visit.agreed_on), user=user)


def _activity(visit: Visit, day: datetime.date) -> HeldActivity:
    return HeldActivity(
        date=day,
        years=visit.request.years,
        kind=visit.request.activity_kind,
        title=visit.request.title,
        minutes=visit.minutes or 60,
        employer=visit.organisation_name,
        unit=visit.request.unit,
    )


def record_address(visit: Visit) -> str:
    """Return the address by which a pupil who was there begins an entry in the own record; nothing before the visit."""
    path = address(
        Beginning(
            what=visit.request.title,
            url=_address_of(visit.school),
            source="offer",
            kind=visit.request.activity_kind,
            minutes=visit.minutes,
            date=visit.agreed_on,
            where=visit.organisation_name,
        )
    )
    return absolute(path) if path and visit.state == State.DONE else ""


def _address_of(school: School) -> str:
    home = SchoolHomePage.objects.live().filter(school=school, locale__language_code=settings.LANGUAGE_CODE).first()
    return (home.full_url if home else "") or absolute("/")


def offer_story(visit: Visit, story: str) -> None:
    """Keep the story that the employer would publish; the hub checks it first."""
    done = Visit.objects.filter(pk=visit.pk, state=State.DONE)
    if not done.update(story=story, story_state=Visit.Story.WAITING if story else Visit.Story.NONE):
        raise NotNow


def decide_story(visit: Visit, *, publish: bool) -> bool:
    """Publish or refuse a story that waits; False where that was decided before."""
    waiting = Visit.objects.filter(pk=visit.pk, story_state=Visit.Story.WAITING)
    return bool(waiting.update(story_state=Visit.Story.PUBLIC if publish else Visit.Story.REFUSED))
