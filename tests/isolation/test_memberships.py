"""A school membership narrows whatever other group a person is in; only being marked as the hub's own lifts that."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, Locale, Page
from wagtail.permissions import policy_registry

from hub.accounts.models import User
from hub.media.models import HubDocument, HubImage
from hub.schools.tenancy.provisioning import _grant_media, _grant_pages, ensure_central_groups
from tests.isolation.test_two_schools import LISTINGS, leaks


def moderators() -> Group:
    """Any other group of the admin: Wagtail's own moderators, say, who may change every page and file."""
    group = Group.objects.create(name="Moderators of everything")
    _grant_pages(group, Page.get_first_root_node(), ("add", "change", "publish", "lock"))
    _grant_media(group, Collection.get_first_root_node(), ("add", "change", "choose"))
    return group


@pytest.fixture(params=["editors", "moderators"])
def both(request, ours, theirs) -> User:
    """The leader of our school, who is also in a group of the hub's."""
    ours.leader.groups.add(ensure_central_groups() if request.param == "editors" else moderators())
    return ours.leader


@pytest.fixture
def browser(both) -> Client:
    client = Client()
    client.force_login(both)
    return client


def test_another_group_opens_no_other_school(browser, ours, theirs, schools_page):
    names = {"mark": theirs.mark, "home": ours.home.pk, "schools": schools_page.pk, "their_home": theirs.home.pk}
    names |= {"their_draft": theirs.draft.pk, "their_image": theirs.image.pk, "their_document": theirs.document.pk}
    addresses = [each.format(**names) for each in (*LISTINGS, "/admin/pages/{schools}/", "/admin/pages/{their_home}/")]
    found = {each: leaks(browser.get(each, follow=True), each, theirs.mark, theirs) for each in addresses}
    assert {address: marks for address, marks in found.items() if marks} == {}


def test_another_group_gives_no_permission_over_another_school(both, ours, theirs):
    person = User.objects.get(pk=both.pk)
    assert not person.has_perm("schools.add_school")
    assert not person.has_perm("wagtail_localize.submit_translation")
    assert person.has_perm("wagtailadmin.access_admin")
    for model, mine, other in (
        (Page, ours.draft, theirs.draft),
        (HubImage, ours.image, theirs.image),
        (HubDocument, ours.document, theirs.document),
    ):
        policy = policy_registry.get_by_type(model)
        assert policy.user_has_permission_for_instance(person, "change", mine), model
        assert not policy.user_has_permission_for_instance(person, "change", other), model


def test_another_group_translates_nothing_and_changes_nothing(browser, theirs):
    bengali = Locale.objects.create(language_code="bn")
    assert browser.post(f"/admin/localize/submit/page/{theirs.draft.pk}/", {"locales": [bengali.pk]}).status_code == 403
    assert browser.post(f"/admin/pages/{theirs.draft.pk}/edit/", {"title": "taken"}).status_code == 404
    browser.post(f"/admin/images/{theirs.image.pk}/", {"title": "taken", "description": "x"})
    theirs.image.refresh_from_db()
    assert theirs.image.title == "Beaconmark image"
    assert not Page.objects.filter(locale=bengali).exists()


def test_she_still_works_for_her_own_school(browser, ours):
    for address, mark in [
        (f"/admin/pages/{ours.home.pk}/", "Aldermark draft"),
        ("/admin/choose-page/", "Aldermark draft"),
        ("/admin/images/", "Aldermark image"),
        ("/admin/documents/", "Aldermark document"),
    ]:
        assert mark in browser.get(address, follow=True).content.decode(), address


def test_only_the_mark_of_the_hubs_own_staff_lifts_the_wall(browser, both, theirs):
    User.objects.filter(pk=both.pk).update(is_central=True)
    assert browser.get(f"/admin/pages/{theirs.draft.pk}/edit/").status_code == 200
    assert "Beaconmark image" in browser.get("/admin/images/").content.decode()


def test_an_administrator_sets_the_mark_and_nobody_else(ours, theirs):
    User.objects.create_superuser("root@hub.example", "secret")
    client = Client()
    client.force_login(User.objects.get(email="root@hub.example"))
    form = client.get(f"/admin/users/edit/{ours.leader.pk}/")
    assert "is_central" in form.context["form"].fields
    data = {"email": ours.leader.email, "first_name": "A", "last_name": "B", "is_active": "on", "is_central": "on"}
    data["groups"] = [group.pk for group in ours.leader.groups.all()]
    client.post(f"/admin/users/edit/{ours.leader.pk}/", data)
    ours.leader.refresh_from_db()
    assert ours.leader.is_central
    own = client.get(f"/admin/users/edit/{User.objects.get(email='root@hub.example').pk}/")
    assert "is_central" not in own.context["form"].fields
