"""Roles at schools: what they give, that a school adds no groups, and leaving in one step."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from hub.accounts.models import User
from hub.media.models import HubImage
from hub.schools.models import Role, SchoolMembership
from hub.schools.tenancy.models import HubKind
from hub.schools.tenancy.people import leave, members_of, warnings_before
from hub.schools.tenancy.provisioning import Provisioned, create_school, ensure_central_groups
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

# What each role may do with a page of the school, and with a picture of it.
MAY = {
    Role.CAREERS_LEADER: ({"add", "change", "publish"}, {"change", "choose"}),
    Role.HEAD: ({"add", "change", "publish"}, {"change", "choose"}),
    Role.GOVERNOR: ({"change"}, {"choose"}),
    Role.CLERK: ({"change"}, {"choose"}),
    Role.SCHOOL_EDITOR: ({"add", "change"}, {"change", "choose"}),
}


@pytest.fixture
def schools(home) -> list[Provisioned]:
    SchoolIndexPageFactory(parent=home)
    return [create_school(urn=900430 + n, name=f"Rowan {n} School", type_code="01") for n in range(3)]


def user(name: str = "ada") -> User:
    return User.objects.create_user(f"{name}@school.example", "secret", first_name=name)


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


def _counting() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)


def rights(person: User, made: Provisioned) -> set[str]:
    policy = policy_registry.get_by_type(Page)
    kinds = ("add", "change", "publish", "lock", "bulk_delete")
    return {kind for kind in kinds if policy.user_has_permission_for_instance(person, kind, made.home)}


def test_a_school_adds_no_group_and_no_row_of_permissions(schools):
    def counted() -> list[int]:
        return [each.objects.count() for each in (Group, GroupPagePermission, GroupCollectionPermission)]

    before = counted()
    staff(user(), create_school(urn=900440, name="Alder School", type_code="01"), Role.HEAD)
    assert (
        counted() == before and Group.objects.filter(role_group__isnull=False).count() == len(Role) + len(HubKind) + 1
    )


@pytest.mark.parametrize("role", list(Role))
def test_what_a_role_may_do_is_at_its_school_only(schools, role):
    ours, theirs, _third = schools
    person = fresh(staff(user(), ours, role))
    pages, files = MAY[role]
    assert rights(person, ours) == pages and rights(person, theirs) == set()
    assert person.has_perm("wagtailadmin.access_admin") and not person.has_perm("schools.add_school")
    policy = policy_registry.get_by_type(HubImage)
    for made, expected in ((ours, files), (theirs, set())):
        image = HubImage.objects.create(title="x", file=get_test_image_file(), collection=made.collection)
        kinds = ("change", "choose")
        assert {k for k in kinds if policy.user_has_permission_for_instance(person, k, image)} == expected
        assert (person in policy.users_with_permission_for_instance("choose", image)) == bool(expected)
    able = policy_registry.get_by_type(Page)
    for kind in ("add", "change", "publish"):
        assert (person in able.users_with_permission_for_instance(kind, ours.home)) == (kind in pages)
        assert person not in able.users_with_permission_for_instance(kind, theirs.home)
        assert (person in able.users_with_permission(kind)) == (kind in pages)


def test_two_roles_and_two_schools_at_once(schools):
    ours, theirs, third = schools
    person = staff(staff(user(), ours, Role.GOVERNOR), ours, Role.SCHOOL_EDITOR)
    person = fresh(staff(person, theirs, Role.CLERK))
    assert rights(person, ours) == {"add", "change"} and rights(person, theirs) == {"change"}
    assert rights(person, third) == set()


def test_the_hubs_own_with_a_role_keep_both(schools):
    ours, theirs, _third = schools
    person = staff(user(), ours, Role.CAREERS_LEADER)
    User.objects.filter(pk=person.pk).update(is_central=True)
    assert fresh(person).has_perm("wagtailadmin.access_admin") and "publish" in rights(fresh(person), ours)
    person.groups.add(ensure_central_groups())
    assert "lock" in rights(fresh(person), theirs)


def test_leaving_one_school_ends_what_was_there_and_nothing_else(schools):
    ours, theirs, _third = schools
    person = staff(staff(staff(user(), ours, Role.CAREERS_LEADER), ours, Role.HEAD), theirs, Role.GOVERNOR)
    client = Client()
    client.force_login(person)
    assert client.get(f"/admin/pages/{ours.home.pk}/edit/").status_code == 200
    left = leave(person, school=ours.school)
    assert set(left.roles) == {Role.CAREERS_LEADER, Role.HEAD}
    assert client.get(f"/admin/pages/{ours.home.pk}/edit/").status_code == 404
    assert client.get(f"/admin/pages/{theirs.home.pk}/edit/").status_code == 200
    leave(fresh(person), school=theirs.school, role=Role.GOVERNOR)
    assert not fresh(person).has_perm("wagtailadmin.access_admin")
    assert client.get(f"/admin/pages/{theirs.home.pk}/edit/").status_code == 302
    assert leave(person, school=ours.school).roles == ()


def test_the_last_careers_leader_leaves_with_a_warning(schools):
    ours = schools[0]
    first, second = staff(user("ada"), ours, Role.CAREERS_LEADER), staff(user("eve"), ours, Role.CAREERS_LEADER)
    assert warnings_before(first, school=ours.school) == []
    left = leave(first, school=ours.school, by=second)
    assert left.successor == second and left.warnings == []
    assert "no careers leader" in leave(second, school=ours.school).warnings[0]
    assert list(members_of(ours.school)) == [] and not SchoolMembership.objects.exists()


@pytest.mark.parametrize("address", ["/admin/pages/{page}/", "/admin/choose-page/{page}/", "/admin/images/chooser/"])
def test_what_a_leader_opens_asks_no_more_with_many_schools(schools, address):
    ours = schools[0]
    client = Client()
    client.force_login(staff(user(), ours, Role.CAREERS_LEADER))
    address = address.format(page=ours.home.pk)
    client.get(address)
    with _counting() as few:
        assert client.get(address).status_code == 200
    for n in range(38):
        create_school(urn=900500 + n, name=f"Elm {n} School", type_code="01")
    with _counting() as many:
        assert client.get(address).status_code == 200
    assert len(many) == len(few)
