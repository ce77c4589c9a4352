"""Whose text an entry is, and what a school's closing, leaving and coming back do to it."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from hub.schools.microsites.closing import close_school, reopen_school
from search.models import Entry
from tests.factories.pages import EventPageFactory, NewsIndexPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.schools import SchoolHomePageFactory, SchoolIndexPageFactory
from tests.search.index.as_written import assert_true

pytestmark = pytest.mark.postgresql


@pytest.fixture
def school(home):
    return SchoolHomePageFactory(parent=SchoolIndexPageFactory(parent=home))


def test_a_text_under_a_school_is_that_schools_and_one_under_the_hub_is_nobodys(home, school):
    StandardPageFactory(parent=home)
    page = StandardPageFactory(parent=school, title="Open evening")
    assert set(assert_true()) == {page.pk}
    assert assert_true()[page.pk][-1] == school.school_id


def test_news_under_a_schools_index_is_the_schools(school):
    index = NewsIndexPageFactory(parent=school)
    news = NewsPageFactory(parent=index)
    event = EventPageFactory(parent=index)
    assert {pk: row[-1] for pk, row in assert_true().items()} == dict.fromkeys((news.pk, event.pk), school.school_id)


def test_a_school_that_is_unpublished_takes_its_pages_with_it_and_brings_them_back(school):
    page = StandardPageFactory(parent=school)
    Page.objects.get(pk=school.pk).specific.unpublish()
    assert Page.objects.get(pk=page.pk).live, "Wagtail leaves it live"
    assert assert_true() == {}
    Page.objects.get(pk=school.pk).specific.save_revision().publish()
    assert set(assert_true()) == {page.pk}


def test_a_school_that_closes_leaves_search_and_comes_back_when_it_opens(school):
    page = StandardPageFactory(parent=school)
    on = timezone.localdate()
    close_school(school=school.school, on=on, today=on)
    assert page.pk not in assert_true()
    reopen_school(school=school.school)
    assert assert_true()[page.pk][-1] == school.school_id


def test_a_rebuild_knows_whose_pages_are_whose(home, school):
    StandardPageFactory(parent=home)
    page = StandardPageFactory(parent=school)
    Entry.objects.all().update(school=None, title="Behind our back")
    call_command("search_rebuild", verbosity=0)
    assert set(assert_true()) == {page.pk}
