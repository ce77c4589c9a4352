"""Whose a Word policy is: who may import it, read its original, and where the way in stands."""

import pytest
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from hub.media.models import HubDocument
from hub.schools.models import CareersPolicyPage, Role
from hub.schools.tenancy.provisioning import create_school, ensure_central_groups
from tests.schools.word.uploads import fields, person, signed_in, upload, uploaded


@pytest.fixture
def theirs(index):
    return create_school(urn=900812, name="Beacon Row School", type_code="01", low_age=11, high_age=18)


def test_the_original_is_for_its_own_school(rosa, ours, theirs, on_disk):
    uploaded(rosa, ours.home)
    original = HubDocument.objects.get()
    stranger = signed_in(person(theirs, "Zed"))
    assert rosa.get(original.url).status_code == 200
    assert signed_in(person(ours, "Gita", Role.GOVERNOR)).get(original.url).status_code == 200
    for client in (Client(), stranger):
        assert client.get(original.url).status_code == 404
        assert client.get(f"/media/{original.file.name}").status_code == 404
        assert client.get(f"/media//x/../{original.file.name}").status_code == 404
        assert "policy.docx" not in client.get("/admin/documents/", follow=True).content.decode()
    assert "policy.docx" not in rosa.get(reverse("wagtaildocs_chooser:choose")).content.decode(), "no link to it"


def test_another_schools_people_get_nowhere(rosa, ours, theirs, policy):
    stranger = signed_in(person(theirs, "Zed"))
    preview = uploaded(rosa, policy)
    posted = fields(rosa, preview)
    for page in (ours.home, policy):
        assert stranger.get(reverse("schools_word_upload", args=["policy", page.pk])).status_code == 404
        assert upload(stranger, page).status_code == 404
    assert stranger.get(preview).status_code == stranger.post(preview, posted).status_code == 404
    # The stranger's own page with the other school's document number.
    document = HubDocument.objects.get()
    crossed = reverse("schools_word_preview", args=["policy", theirs.home.pk, document.pk])
    assert stranger.get(crossed).status_code == stranger.post(crossed, posted).status_code == 404
    assert HubDocument.objects.count() == 1 and policy.revisions.count() == 1


def test_who_may_not_change_that_page_may_not_import_into_it(ours, policy, theirs):
    governor = signed_in(person(ours, "Gita", Role.GOVERNOR))
    policy.delete()
    answer = governor.get(reverse("schools_word_upload", args=["policy", ours.home.pk]))
    assert answer.status_code == 302 and answer["Location"] == reverse("wagtailadmin_home"), "may add no page"
    assert Client().get(reverse("schools_word_upload", args=["policy", ours.home.pk])).status_code == 302


def test_a_locked_page_takes_no_draft(rosa, policy):
    CareersPolicyPage.objects.filter(pk=policy.pk).update(locked=True)
    assert upload(rosa, policy).status_code == 302 and not HubDocument.objects.exists()


def test_central_staff_import_for_a_school(ours):
    user = User.objects.create_user("editor@hub.example", "secret")
    user.groups.add(ensure_central_groups())
    central = signed_in(user)
    preview = uploaded(central, ours.home)
    central.post(preview, fields(central, preview))
    assert HubDocument.objects.get().collection == ours.collection and CareersPolicyPage.objects.count() == 1


def test_the_way_in_stands_on_the_home_page_and_on_the_policy(rosa, ours, policy):
    address = reverse("schools_word_upload", args=["policy", policy.pk])
    assert address in rosa.get(reverse("wagtailadmin_pages:edit", args=[policy.pk])).content.decode()
    home = rosa.get(reverse("wagtailadmin_explore", args=[ours.home.pk])).content.decode()
    assert reverse("schools_word_upload", args=["policy", ours.home.pk]) in home
