"""A translation leaves the site with its English page, whichever way that goes, and never comes back before it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import Translation, TranslationSource

from hub.accounts.models import User
from hub.core.consequences import consequences
from hub.core.publishing import PublishRefused
from hub.schools.microsites.closing import close_school, reopen_school
from hub.schools.models import CareersPage, Role
from tests.factories.curriculum import UnitPageFactory
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory
from tests.factories.schools import SchoolIndexPageFactory
from tests.schools.staffed import Staffed, staffed

pytestmark = pytest.mark.django_db
LANGUAGES = ("bn", "ur")
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def ours(home, today) -> Staffed:
    return staffed(SchoolIndexPageFactory(parent=home), today)


@pytest.fixture
def root(db) -> User:
    return User.objects.create_superuser("root@hub.example", "secret")


@pytest.fixture
def admin(root) -> Client:
    client = Client()
    client.force_login(root)
    return client


def translated(page: Page) -> list[Page]:
    """Return the page in every language, live; what stands above it comes as aliases."""
    for code in LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        copy = page.copy_for_translation(locale, copy_parents=True)
        Page.objects.filter(pk=copy.pk).update(live=True, first_published_at=timezone.now())
    return list(page.get_translations())


def live(pages: list[Page]) -> list[bool]:
    return list(Page.objects.filter(pk__in=[page.pk for page in pages]).values_list("live", flat=True))


def address(name: str, page: Page) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def bulk(action: str, page: Page) -> str:
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}"


def expire(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
    call_command("publish_scheduled")


WAYS: dict[str, Callable[[Any, Page], object]] = {
    "button": lambda admin, page: admin.post(address("unpublish", page)),
    "bulk action": lambda admin, page: admin.post(bulk("unpublish", page)),
    "expiry": lambda admin, page: expire(page),
    "a command": lambda admin, page: page.unpublish(),
    "deleting": lambda admin, page: admin.post(address("delete", page)),
    "deleting several": lambda admin, page: admin.post(bulk("delete", page)),
    "deleting a query": lambda admin, page: Page.objects.filter(pk=page.pk).delete(),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_translations_of_a_careers_page_go_with_it(ours, admin, way, client):
    pages = translated(ours.careers)
    addresses = [page.get_url() for page in pages]
    leader = ours.careers.careers_leader_name
    assert all(leader in client.get(each).content.decode() for each in addresses)
    WAYS[way](admin, ours.careers)
    assert live(pages) == [False, False]
    assert not any(leader in client.get(each, follow=True).content.decode() for each in addresses)
    assert not Page.objects.live().filter(pk=ours.careers.pk).exists()


@pytest.mark.parametrize("kind", ["policy", "access", "unit", "resource"])
def test_the_same_holds_for_every_kind_of_page(ours, home, kind):
    pages: dict[str, Callable[[], Page]] = {
        "policy": lambda: ours.policy,
        "access": lambda: Page.objects.get(slug="provider-access"),
        "unit": lambda: UnitPageFactory(parent=home),
        "resource": lambda: LessonResourcePageFactory(parent=ResourceIndexPageFactory(parent=home)),
    }
    page = pages[kind]().specific
    others = translated(page)
    page.unpublish()
    assert live(others) == [False, False]


def test_a_translation_taken_off_alone_leaves_the_others(ours):
    first, second = translated(ours.careers)
    first.specific.unpublish()
    assert live([first, second]) == [False, True] and Page.objects.get(pk=ours.careers.pk).live


def test_an_expiry_shows_on_the_translation_too(ours, admin):
    pages = translated(ours.careers)
    expire(ours.careers)
    assert all(Page.objects.get(pk=page.pk).expired for page in pages)


def test_deleting_a_home_page_keeps_what_was_translated_and_no_empty_copies(ours, admin):
    careers = translated(ours.careers)
    homes = list(ours.made.home.get_translations())
    access = Page.objects.get(slug="provider-access", locale__language_code="en")
    alias = access.copy_for_translation(Locale.objects.get(language_code="bn"), alias=True)
    ours.made.home.delete()
    assert live([*careers, *homes]) == [False] * 4
    assert not Page.objects.filter(pk=alias.pk).exists()


def test_a_school_that_closes_and_opens_again_takes_its_translations_both_ways(ours, today):
    pages = translated(ours.careers)
    close_school(school=ours.school, on=today, today=today)
    assert live(pages) == [False, False]
    reopened = reopen_school(school=ours.school)
    assert live(pages) == [True, True] and not reopened.refused


def test_no_translation_is_published_before_its_english_page(ours, admin, django_capture_on_commit_callbacks):
    source, _created = TranslationSource.update_or_create_from_instance(ours.careers)
    locale = Locale.objects.create(language_code="bn")
    translation = Translation.objects.create(source=source, target_locale=locale)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    page = ours.careers.get_translations().get()
    assert page.live
    CareersPage.objects.get(pk=ours.careers.pk).unpublish()
    with pytest.raises(PublishRefused):
        page.specific.save_revision().publish()
    said = admin.post(address("edit", page), {"action": "publish"}, follow=True).content.decode()
    assert "The English page is not public: publish that first" in said and "do not have permission" not in said
    CareersPage.objects.get(pk=ours.careers.pk).save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(address("edit", page), {"action": "publish"})
    assert live([page]) == [True]


def test_whoever_publishes_again_is_told_which_translations_are_not_public(ours, admin):
    translated(ours.careers)
    ours.careers.unpublish()
    page = CareersPage.objects.get(pk=ours.careers.pk)
    form = querydict_from_html(admin.get(address("edit", page)).content.decode(), form_id="page-edit-form")
    form["body-count"], form["action-publish"] = "0", "1"
    words = admin.post(address("edit", page), form, follow=True).content.decode()
    assert "Bengali: the translation is not public" in words and "Urdu: the translation is not public" in words


@pytest.mark.parametrize("above", [False, True])
def test_the_translations_of_a_page_that_is_made_private_leave_and_stay_away(ours, admin, client, above):
    pages = translated(ours.careers)
    page = ours.made.home if above else ours.careers
    admin.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "login"})
    assert page.view_restrictions.exists() and live(pages) == [False, False]
    leader = ours.careers.careers_leader_name
    assert not any(leader in client.get(each.get_url(), follow=True).content.decode() for each in pages)
    with pytest.raises(PublishRefused):
        pages[0].specific.save_revision().publish()
    page.view_restrictions.all().delete()
    pages[0].specific.save_revision().publish()
    assert live(pages).count(True) == 1


def test_the_translations_of_a_page_that_is_moved_below_a_private_one_leave(ours):
    pages = translated(ours.careers)
    PageViewRestriction.objects.create(page=ours.policy, restriction_type="login")
    assert live(pages) == [True, True]
    ours.careers.move(ours.policy, pos="last-child")
    assert live(pages) == [False, False]


def test_translations_older_than_this_leave_by_the_command_of_the_upgrade(ours):
    pages = translated(ours.careers)
    Page.objects.filter(pk=ours.careers.pk).update(live=False)
    call_command("follow_english", stdout=None)
    assert live(pages) == [False, False]


def test_the_command_takes_translations_of_private_pages_off_too(ours):
    pages = translated(ours.careers)
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=ours.careers, restriction_type="login")])
    call_command("follow_english", stdout=None)
    assert live(pages) == [False, False]


@pytest.mark.parametrize("name", ["unpublish", "delete"])
def test_the_translations_are_named_before(ours, admin, name):
    translated(ours.careers)
    for where in (address(name, ours.careers), bulk(name, ours.careers)):
        said = " ".join(admin.get(where).content.decode().split())
        assert "2 translations, into Bengali and Urdu, leave the site with it." in said, where
        assert ("What is translated is kept as a draft." in said) is (name == "delete"), where


def test_a_page_without_translations_names_none(ours, today):
    assert "translation" not in " ".join(consequences(ours.careers, on=today))


def test_a_school_person_may_take_the_page_down_and_its_translations_go(ours):
    pages = translated(ours.careers)
    client = Client()
    client.force_login(ours.people[Role.CAREERS_LEADER])
    client.post(address("unpublish", ours.careers))
    assert live(pages) == [False, False]
