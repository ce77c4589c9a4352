"""The buttons at the foot of a policy: what was never approved is not published by the first that comes to hand."""

import copy

import pytest
from django.urls import reverse

from hub.schools.models import Approval, CareersPolicyPage, Role
from tests.conftest import TODAY
from tests.schools.policy.approving import change, signed_in
from tests.schools.staffed import Staffed, staffed_alone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY)


@pytest.fixture
def ours(made, db) -> Staffed:
    return copy.deepcopy(made)


def edited(ours: Staffed) -> str:
    page = reverse("wagtailadmin_pages:edit", args=[ours.policy.pk])
    return signed_in(ours.people[Role.CAREERS_LEADER]).get(page).content.decode()


def test_a_policy_never_approved_offers_approval_before_publishing_and_says_what_publishing_means(ours):
    Approval.objects.all().delete()
    html = edited(ours)
    assert 0 < html.index('name="action-submit"') < html.index('name="action-publish"')
    assert "Publish without approval" in html and "No approval of this policy is recorded." in html


def test_an_approved_policy_is_published_as_ever(ours):
    assert "Publish without approval" not in edited(ours) and 'name="action-publish"' in edited(ours)


def test_publishing_without_approval_stays_possible(ours):
    Approval.objects.all().delete()
    page = change(ours.policy, "Twelve employers.", user=ours.people[Role.CAREERS_LEADER])
    page.get_latest_revision().publish(user=ours.people[Role.CAREERS_LEADER])
    assert not CareersPolicyPage.objects.get(pk=page.pk).has_unpublished_changes


def test_other_pages_keep_their_buttons(ours):
    Approval.objects.all().delete()
    page = reverse("wagtailadmin_pages:edit", args=[ours.careers.pk])
    html = signed_in(ours.people[Role.CAREERS_LEADER]).get(page).content.decode()
    assert 'name="action-publish"' in html and "Publish without approval" not in html
