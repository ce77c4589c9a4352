"""No workflow without people: the check names it, no page offers it, and the hub's own has its group from the start."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage

from hub.accounts.models import User
from hub.core.moderation import workflows_with_people
from hub.schools.models import Role
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.factories.schools import SchoolIndexPageFactory
from tests.schools.policy.approving import signed_in
from tests.schools.staffed import staffed

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderation(home) -> GroupApprovalTask:
    """Wagtail's own workflow, which begins at the root and asks a group that nobody is in."""
    task = GroupApprovalTask.objects.get(name="the hub's moderators")
    assert WorkflowPage.objects.filter(workflow__workflow_tasks__task=task, page__depth=1).exists()
    return task


def moderator(*, is_active: bool = True) -> User:
    user = User.objects.create_user("moderator@hub.example", "secret", is_active=is_active)
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def test_the_check_names_a_workflow_that_nobody_can_answer(moderation, capsys):
    (found,) = workflows_with_people(None)
    assert "“the hub's moderators”" in found.msg and "(Moderators)" in found.msg and "“Root”" in found.msg
    call_command("check")
    assert "core.W003" in capsys.readouterr().err


def test_people_of_the_group_who_can_sign_in_settle_it(moderation):
    user = moderator(is_active=False)
    assert workflows_with_people(None)
    user.is_active = True
    user.save()
    assert workflows_with_people(None) == []


def test_a_workflow_that_is_switched_off_or_begins_nowhere_is_not_named(moderation):
    Workflow.objects.filter(name="the hub's moderators").update(active=False)
    assert workflows_with_people(None) == []


def test_no_page_offers_what_nobody_could_answer(moderation, home, today):
    ours = staffed(SchoolIndexPageFactory(parent=home), today)
    leader = signed_in(ours.people[Role.CAREERS_LEADER])
    edit = reverse("wagtailadmin_pages:edit", args=[ours.careers.pk])
    assert 'name="action-submit"' not in leader.get(edit).content.decode()
    for page in (home, ours.made.home, ours.careers):
        assert page.get_workflow() is None and not page.has_workflow
    moderator()
    assert "Submit to the hub&#x27;s moderators" in leader.get(edit).content.decode()
    again = type(home).objects.get(pk=home.pk)
    assert again.get_workflow().name == "the hub's moderators" and again.has_workflow


def test_what_is_posted_all_the_same_is_not_permitted(moderation, home, today):
    ours = staffed(SchoolIndexPageFactory(parent=home), today)
    leader = ours.people[Role.CAREERS_LEADER]
    assert not ours.careers.permissions_for_user(leader).can_submit_for_moderation()
    moderator()
    again = type(ours.careers).objects.get(pk=ours.careers.pk)
    assert again.permissions_for_user(leader).can_submit_for_moderation()


def test_the_hubs_own_staff_answer_where_nobody_else_would(moderation):
    group = ensure_central_groups()
    assert group in moderation.groups.all() and workflows_with_people(None)
    editor = User.objects.create_user("editor@hub.example", "secret")
    editor.groups.add(group)
    assert workflows_with_people(None) == []
    ensure_central_groups()
    assert moderation.groups.count() == 2


def test_moderators_who_are_there_are_left_alone(moderation):
    moderator()
    ensure_central_groups()
    assert list(moderation.groups.values_list("name", flat=True)) == ["Moderators"]
