"""The page on which somebody leaves a school, the roles of an account, and what the form for a user offers."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import Role, SchoolMembership
from hub.schools.tenancy.models import RoleGroup
from tests.factories.people import staff
from tests.schools.staffed import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(made) -> User:
    """A governor who is the school's head too."""
    user = person(made, Role.HEAD)
    staff(user, made, Role.GOVERNOR)
    return user


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("office@hub.example", "secret")


def leaving(school, user) -> str:
    return reverse("schools_leaving", args=[school.pk, user.pk])


def roles(user, school) -> set[str]:
    return set(SchoolMembership.objects.filter(user=user, school=school).values_list("role", flat=True))


def test_a_careers_leader_ends_what_a_colleague_may_do_and_is_told(signed_in, leader, colleague, school):
    client = signed_in(leader)
    assert leaving(school, colleague) in client.get(reverse("schools_people", args=[school.pk])).text
    assert "no longer open" in client.get(leaving(school, colleague)).text
    told = client.post(leaving(school, colleague), {"role": "all"}, follow=True).text
    assert roles(colleague, school) == set()
    assert "is no longer governor, head at Quince Hill School" in told
    assert signed_in(colleague).get(reverse("schools_people", args=[school.pk])).status_code in {302, 403, 404}


def test_one_of_two_roles_can_end_alone(signed_in, leader, colleague, school):
    signed_in(leader).post(leaving(school, colleague), {"role": Role.GOVERNOR})
    assert roles(colleague, school) == {Role.HEAD}


def test_the_last_careers_leader_is_warned_first_and_may_leave(signed_in, leader, school):
    client = signed_in(leader)
    assert "has no careers leader then" in client.get(leaving(school, leader)).text
    assert roles(leader, school) == {Role.CAREERS_LEADER}
    client.post(leaving(school, leader), {"role": "all"})
    assert roles(leader, school) == set()


def test_a_role_that_is_not_held_ends_nothing(signed_in, leader, colleague, school):
    assert signed_in(leader).post(leaving(school, colleague), {"role": Role.CLERK}).status_code == 200
    assert roles(colleague, school) == {Role.HEAD, Role.GOVERNOR}


def test_a_governor_ends_no_colleagues_role_but_their_own(signed_in, begun, leader, school):
    client = signed_in(User.objects.get(pk=begun["governor"].pk))
    assert client.post(leaving(school, leader), {"role": "all"}).status_code in {302, 403}
    assert roles(leader, school) == {Role.CAREERS_LEADER}
    client.post(leaving(school, begun["governor"]), {"role": "all"})
    assert roles(begun["governor"], school) == set()


def test_another_school_is_closed_whoever_is_named(signed_in, leader, other):
    theirs = person(other, Role.CAREERS_LEADER)
    client = signed_in(leader)
    assert client.post(leaving(other.school, theirs), {"role": "all"}).status_code in {302, 403, 404}
    assert client.post(leaving(other.school, leader), {"role": "all"}).status_code in {302, 403, 404}
    assert roles(theirs, other.school) == {Role.CAREERS_LEADER}


def test_somebody_who_works_elsewhere_is_not_found(signed_in, leader, other, school):
    theirs = person(other, Role.CAREERS_LEADER)
    assert signed_in(leader).get(leaving(school, theirs)).status_code == 404


def test_an_account_leads_to_its_roles(signed_in, editor, colleague, school):
    client = signed_in(editor)
    address = reverse("schools_roles_of", args=[colleague.pk])
    assert address in client.get(reverse("wagtailusers_users:edit", args=[colleague.pk])).text
    page = client.get(address).text
    assert reverse("schools_people", args=[school.pk]) in page
    assert "Governor" in page
    nobody = User.objects.create_user("new@hub.example", "secret")
    assert "works for no school" in client.get(reverse("schools_roles_of", args=[nobody.pk])).text


def test_the_roles_of_an_account_are_for_the_hubs_staff(signed_in, leader):
    assert signed_in(leader).get(reverse("schools_roles_of", args=[leader.pk])).status_code in {302, 403}


def test_nobody_is_put_into_the_group_of_a_role_by_hand(signed_in, editor, colleague):
    mine = Group.objects.create(name="Writers")
    for address in ("wagtailusers_users:add", "wagtailusers_users:edit"):
        kept = [colleague.pk] if address.endswith("edit") else []
        form = signed_in(editor).get(reverse(address, args=kept)).context["form"]
        offered = set(form.fields["groups"].queryset)
        assert mine in offered
        assert not offered & {row.group for row in RoleGroup.objects.select_related("group")}


def test_the_group_of_a_role_is_not_deleted(signed_in, editor):
    group = RoleGroup.objects.get(role=Role.GOVERNOR).group
    address = reverse("wagtailusers_groups:delete", args=[group.pk])
    assert "a role depends on it" in signed_in(editor).post(address, follow=True).text
    assert Group.objects.filter(pk=group.pk).exists()
