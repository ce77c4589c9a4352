"""Actions of somebody who leaves a school."""

from hub.accounts.models import User
from hub.audits.actions.models import Action
from hub.schools.models import School


def hand_on(leaver: User, school: School, successor: User | None) -> list[str]:
    """Give the open actions of who leaves a school to who takes over; without one they stay. Return what they are."""
    open_ones = Action.objects.filter(school=school, owner=leaver, done_on=None)
    named = list(open_ones.values_list("what", flat=True))
    if successor is not None:
        open_ones.update(owner=successor)
    return named
