"""Somebody leaves a school: what they had to do of the improvement plan is the next careers leader's, in one step."""

import datetime

import pytest
from django.urls import reverse

from hub.accounts.models import User
from hub.audits.models import Action, Audit
from hub.schools.models import Role, School
from hub.schools.reminders.agenda import agenda
from hub.schools.tenancy.people import leave
from tests.audits.conftest import TODAY, signed_in
from tests.factories.people import staff
from tests.factories.schools import SchoolFactory
from tests.schools.staffed import Staffed, person

pytestmark = pytest.mark.django_db
SOON = TODAY + datetime.timedelta(days=10)


def owned(audit: Audit, owner: User, *, school: School | None = None, **changes: object) -> Action:
    values = {"what": "Ask former pupils", "due": SOON, "begun_on": TODAY, "begun_by": owner, **changes}
    return Action.objects.create(school=school or audit.school, owner=owner, **values)


@pytest.fixture
def leaver(staffed: Staffed) -> User:
    return staffed.people[Role.CAREERS_LEADER]


@pytest.fixture
def successor(staffed: Staffed) -> User:
    return person(staffed.made, Role.CAREERS_LEADER, email="next@school.example")


def test_what_is_open_is_the_next_careers_leaders_and_nothing_else_is_changed(staffed, audit, leaver, successor):
    elsewhere = SchoolFactory.create(urn=900851)
    staff(leaver, elsewhere, Role.HEAD)
    open_one, done = owned(audit, leaver), owned(audit, leaver, what="Visit a college.", done_on=TODAY, done="Done.")
    others, away = owned(audit, staffed.people[Role.HEAD]), owned(audit, leaver, school=elsewhere)
    left = leave(leaver, school=staffed.school, by=successor)
    assert (left.successor, left.open_tasks, left.warnings) == (successor, ("Ask former pupils",), [])
    owners = dict(Action.objects.values_list("pk", "owner"))
    assert owners == {
        open_one.pk: successor.pk,
        done.pk: leaver.pk,
        others.pk: staffed.people[Role.HEAD].pk,
        away.pk: leaver.pk,
    }
    # The work stays, under the name of who began it.
    open_one.refresh_from_db()
    assert (open_one.what, open_one.due, open_one.begun_by) == ("Ask former pupils", SOON, leaver)
    own = agenda(successor, on=TODAY)
    assert own is not None
    assert (open_one.what, successor.first_name) in [(line.task.title, line.task.who) for line in own.tasks]


def test_the_head_is_told_who_has_it_now(staffed, audit, leaver, successor):
    owned(audit, leaver)
    address = reverse("schools_leaving", args=[staffed.school.pk, leaver.pk])
    page = signed_in(staffed.people[Role.HEAD]).post(address, {"role": "all"}, follow=True).content.decode()
    assert f"{successor} now has: Ask former pupils." in page
    assert Action.objects.get().owner == successor


def test_without_another_careers_leader_it_stays_as_it_is_and_that_is_said(staffed, audit, leaver):
    found = owned(audit, leaver)
    left = leave(leaver, school=staffed.school, by=staffed.people[Role.HEAD])
    assert (left.successor, left.open_tasks) == (None, ("Ask former pupils",))
    assert left.warnings[-1] == "Nobody takes over what was open: Ask former pupils."
    found.refresh_from_db()
    assert (found.owner, found.done_on) == (leaver, None)
    assert found in Action.objects.filter(school=staffed.school, done_on=None)


def test_who_keeps_another_role_at_the_school_keeps_what_is_theirs_until_that_ends(staffed, audit, leaver, successor):
    staff(leaver, staffed.made, Role.SCHOOL_EDITOR)
    found = owned(audit, leaver)
    left = leave(leaver, school=staffed.school, role=Role.CAREERS_LEADER)
    assert left.roles == (Role.CAREERS_LEADER,) and left.open_tasks == ()
    found.refresh_from_db()
    assert found.owner == leaver
    assert leave(leaver, school=staffed.school).open_tasks == ("Ask former pupils",)
    found.refresh_from_db()
    assert found.owner == successor


def test_an_account_that_is_closed_takes_nothing_over(staffed, audit, leaver, successor):
    User.objects.filter(pk=successor.pk).update(is_active=False)
    found = owned(audit, leaver)
    assert leave(leaver, school=staffed.school).successor is None
    found.refresh_from_db()
    assert found.owner == leaver
