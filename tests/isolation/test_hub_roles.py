"""A translator writes one language and publishes none; a moderator decides on units and resources."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, ModelLogEntry, Page, Workflow
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from hub.accounts import second_factor
from hub.accounts.models import User
from hub.home.models import HomePage
from hub.pages.models import StandardPage
from hub.schools.models import HubRole
from hub.schools.tenancy.hub_roles import NotForTheHub, appoint, dismiss
from hub.schools.tenancy.models import HubKind
from hub.schools.tenancy.provisioning import ensure_central_groups
from tests.factories.curriculum import (
    ActivityKindFactory,
    CurriculumIndexPageFactory,
    KeyStagePageFactory,
    UnitPageFactory,
    lesson,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def bengali(db) -> Locale:
    return Locale.objects.get_or_create(language_code="bn")[0]


@pytest.fixture
def urdu(db) -> Locale:
    return Locale.objects.get_or_create(language_code="ur")[0]


def translated(page: Page, locale: Locale) -> Any:
    """Return the page as somebody of the hub's staff has begun to translate it."""
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    return page.get_translation(locale)


@pytest.fixture
def about(bengali, urdu) -> StandardPage:
    page = HomePage.objects.get().add_child(instance=StandardPage(title="About the hub"))
    for locale in (bengali, urdu):
        translated(HomePage.objects.get(locale=Locale.get_default()), locale)
        translated(page, locale)
    return page


@pytest.fixture
def translator(bengali) -> User:
    user = User.objects.create_user("translator@hub.example", "secret", first_name="Tara")
    appoint(user, HubKind.TRANSLATOR, locale=bengali)
    return user


@pytest.fixture
def moderator(db) -> User:
    user = User.objects.create_user("moderator@hub.example", "secret", first_name="Mo")
    appoint(user, HubKind.MODERATOR)
    return user


def test_a_translator_opens_the_pages_of_the_language_and_of_no_other(translator, about, bengali, urdu, ours):
    client = signed_in(translator)
    assert client.get(edit(about.get_translation(bengali))).status_code == 200
    front = HomePage.objects.get(locale=bengali)
    assert client.get(edit(front)).status_code == 200 and put(client, front, "Prothom") == 201
    english, other = HomePage.objects.get(locale=Locale.get_default()), HomePage.objects.get(locale=urdu)
    for closed in (about, about.get_translation(urdu), ours.home, ours.draft, english, other):
        assert client.get(edit(closed)).status_code == 404
        assert client.get(reverse("wagtailadmin_pages:view_draft", args=[closed.pk])).status_code == 404
    first = client.get(reverse("wagtailadmin_home")).text
    assert "Bengali" in first and ours.mark not in first
    assert client.get(reverse("wagtailadmin_explore_root"), follow=True).status_code == 200


def put(client: Client, page: Any, text: str) -> int:
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    segment = StringSegment.objects.filter(source=translation.source).first()
    assert segment is not None
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    body = f"value={text}"
    return client.put(address, body, content_type="application/x-www-form-urlencoded").status_code


def test_a_translator_writes_that_language_and_publishes_nothing(translator, about, bengali, urdu):
    client, page = signed_in(translator), about.get_translation(bengali)
    assert put(client, page, "Poribeshito") == 201
    assert put(client, about.get_translation(urdu), "Na") == 403
    assert StringTranslation.objects.get().data == "Poribeshito"
    client.post(edit(page), {"action": "publish"})
    client.post(edit(page), {"action-publish": "1"})
    assert not Page.objects.get(pk=page.pk).live
    for name in ("delete", "unpublish", "copy", "move", "set_privacy", "lock"):
        assert client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 403, name
    assert client.get(reverse("wagtail_localize:submit_page_translation", args=[about.pk])).status_code == 403


def test_nobody_is_a_translator_into_the_language_that_the_hub_is_written_in(db):
    user = User.objects.create_user("english@hub.example", "secret")
    with pytest.raises(NotForTheHub):
        appoint(user, HubKind.TRANSLATOR, locale=Locale.get_default())
    assert not HubRole.objects.exists()


def test_a_school_in_that_language_stays_closed(translator, about, ours, schools_page, bengali):
    translated(schools_page, bengali)
    there = translated(ours.home, bengali)
    assert signed_in(translator).get(edit(there)).status_code == 404
    assert put(signed_in(translator), there, "No") == 403


@pytest.fixture
def unit(moderator) -> Any:
    """A unit that was submitted to the hub's moderation."""
    ActivityKindFactory.create(slug="in-class")
    whole = {"lessons": [lesson("One")], "outcomes": [("outcome", "I can.")], "live": False}
    unit: Any = UnitPageFactory(parent=KeyStagePageFactory(parent=CurriculumIndexPageFactory()), **whole)
    unit.save_revision()
    submit(unit)
    return unit


def submit(page: Page) -> None:
    workflow = moderation()
    workflow.start(page, User.objects.get_or_create(email="author@hub.example")[0])


def moderation() -> Workflow:
    root = Page.get_first_root_node()
    workflow = Workflow.objects.filter(workflow_pages__page=root).first()
    assert workflow is not None
    return workflow


def test_a_moderator_decides_on_a_unit_and_it_is_public(moderator, unit):
    client = signed_in(moderator)
    assert unit.title in client.get(reverse("wagtailadmin_home")).text
    place = reverse("curriculum_place", args=[unit.pk])
    assert [client.get(address).status_code for address in (edit(unit), place)] == [200, 200]
    task = unit.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[unit.pk, "approve", task.pk])
    answer = client.post(address, {"next": reverse("wagtailadmin_home")})
    assert answer.status_code == 302 and Page.objects.get(pk=unit.pk).live
    assert {client.get(address).status_code for address in (edit(unit), place)} == {404}, "decided is closed again"


def test_a_moderator_opens_nothing_that_does_not_wait_and_nothing_of_a_school(moderator, unit, ours, about):
    submit(ours.draft)
    client = signed_in(moderator)
    other = UnitPageFactory(parent=unit.get_parent().specific, live=False)
    for closed in (other, ours.draft, ours.home, about):
        assert client.get(edit(closed)).status_code == 404, closed
    task = ours.draft.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[ours.draft.pk, "approve", task.pk])
    assert client.post(address).status_code == 404 and not Page.objects.get(pk=ours.draft.pk).live
    assert ours.mark not in client.get(reverse("wagtailadmin_home")).text


@pytest.mark.parametrize("who", ["translator", "moderator"])
def test_the_menu_leads_to_nothing_that_is_refused(who, request, about):
    client = signed_in(request.getfixturevalue(who))
    page = client.get(reverse("wagtailadmin_home")).text
    found = set(re.findall(r'"url": "(/admin/[^"]*)"', page)) - {reverse("wagtailadmin_logout")}
    refused = {url for url in found if client.get(url).status_code not in (200, 302)}
    assert found and refused == set()


@pytest.mark.parametrize("who", ["translator", "moderator"])
def test_neither_reaches_what_the_hubs_staff_does(who, request, ours):
    client = signed_in(request.getfixturevalue(who))
    for name in ("wagtailusers_users:index", "wagtailimages:index", "schools_own_people", "publication_report"):
        assert client.get(reverse(name)).status_code == 403, name
    assert client.get(reverse("schools_people", args=[ours.made.school.pk])).status_code == 403


@pytest.mark.parametrize("who", ["translator", "moderator"])
def test_both_must_have_a_second_factor(who, request, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = request.getfixturevalue(who)
    assert second_factor.is_required_of(user)
    assert not second_factor.is_required_of(User.objects.create_user("a@b.example", "secret"))


def test_the_role_ends_with_one_step_and_is_logged(moderator):
    dismiss(HubRole.objects.get(user=moderator))
    user = User.objects.get(pk=moderator.pk)
    assert not user.groups.exists() and not user.has_perm("wagtailadmin.access_admin")
    said = [entry.action for entry in ModelLogEntry.objects.for_instance(moderator).order_by("pk")]
    assert said == ["schools.hub_role_given", "schools.hub_role_taken"]


def test_who_edits_the_hub_or_works_for_a_school_gets_none(ours, bengali):
    editor = User.objects.create_user("editor2@hub.example", "secret")
    editor.groups.add(ensure_central_groups())
    for person in (editor, ours.leader):
        with pytest.raises(NotForTheHub):
            appoint(person, HubKind.TRANSLATOR, locale=bengali)
    assert not HubRole.objects.exists()


def test_the_accounts_page_gives_and_takes_and_asks_for_the_language(admin_client, bengali):
    person = User.objects.create_user("new@hub.example", "secret", first_name="Nia")
    address = reverse("schools_roles_of", args=[person.pk])
    assert "Choose the language." in admin_client.post(address, {"kind": "translator", "locale": ""}).text
    english = Locale.get_default()
    assert "not one of the available" in admin_client.post(address, {"kind": "translator", "locale": english.pk}).text
    assert admin_client.post(address, {"kind": "translator", "locale": bengali.pk}).status_code == 302
    role = HubRole.objects.get(user=person)
    assert (role.kind, role.locale) == (HubKind.TRANSLATOR, bengali) and role.given_by is not None
    admin_client.post(address, {"take": "x"})
    admin_client.post(address, {"take": str(role.pk)})
    assert not HubRole.objects.exists()


def test_a_schools_people_give_no_role_for_the_hub(leader, ours):
    person = User.objects.create_user("new@hub.example", "secret")
    answer = leader.post(reverse("schools_roles_of", args=[person.pk]), {"kind": "moderator"})
    assert answer.status_code in (302, 403) and not HubRole.objects.exists()


def test_saving_an_account_takes_no_role(admin_client, moderator):
    data = {"email": moderator.email, "first_name": "Mo", "last_name": "Derry", "is_active": "on", "groups": []}
    admin_client.post(reverse("wagtailusers_users:edit", args=[moderator.pk]), data)
    user = User.objects.get(pk=moderator.pk)
    assert user.last_name == "Derry" and [group.name for group in user.groups.all()] == ["Hub: moderator"]


def test_a_moderator_stands_beside_who_decided_before(moderator):
    task = GroupApprovalTask.objects.filter(workflow_tasks__workflow=moderation()).get()
    assert {"Hub: moderator"} < {group.name for group in task.groups.all()}
