"""What is done to many pages at once, or to a page above, leaves every entry true."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from resources.models import LessonResourcePage
from search.models import Entry
from tests.factories.resources import (
    LessonResourcePageFactory,
    ResourceIndexPageFactory,
)
from tests.search.index.as_written import assert_true
from tests.search.index.test_receivers import a_draft

pytestmark = pytest.mark.postgresql


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_bulk_actions_keep_entries_true(action, resource, library, client, admin):
    draft = a_draft(library)
    draft.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    client.post(f"{address}?id={resource.pk}&id={draft.pk}", {"next": "/admin/"})
    found = assert_true()
    assert set(found) == ({resource.pk, draft.pk} if action == "publish" else set())


def test_a_move_in_bulk_keeps_entries_true(resource, home, client, admin):
    other = ResourceIndexPageFactory.build(title="Other", slug="other")
    home.add_child(instance=other)
    PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    client.post(f"{address}?id={resource.pk}", {"chooser": other.pk, "next": "/admin/"})
    assert Page.objects.get(pk=resource.pk).get_parent().pk == other.pk
    assert assert_true() == {}


def test_a_subtree_moved_below_a_closed_page_is_retired(resource, library, home):
    closed = ResourceIndexPageFactory.build(title="Closed", slug="closed")
    home.add_child(instance=closed)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    library.move(closed, pos="last-child")
    assert assert_true() == {}
    Page.objects.get(pk=library.pk).move(Page.objects.get(pk=home.pk), pos="last-child")
    assert resource.pk in assert_true()


def test_deleting_a_page_or_its_parent_retires_the_entry(resource, library):
    other = LessonResourcePageFactory(parent=library)
    other.delete()
    assert set(assert_true()) == {resource.pk}
    Page.objects.get(pk=library.pk).delete()
    assert assert_true() == {}
    assert set(Entry.objects.values_list("gone", "page_id")) == {(True, None)}


def test_deleting_a_queryset_retires_the_entries(resource, library):
    LessonResourcePageFactory(parent=library)
    LessonResourcePage.objects.all().delete()
    assert assert_true() == {}


@pytest.mark.parametrize("ancestor", [False, True])
def test_a_view_restriction_hides_the_page_and_lifting_it_brings_it_back(ancestor, resource, library):
    page = library if ancestor else resource
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert assert_true() == {}
    restriction.delete()
    assert resource.pk in assert_true()


def test_copying_a_live_tree_writes_an_entry_for_each_copy(resource, library, home):
    library.copy(recursive=True, update_attrs={"slug": "copy"}, to=home)
    assert len(assert_true()) == 2


def test_an_alias_has_no_entry_and_its_source_keeps_its_own(resource, library, home):
    other = ResourceIndexPageFactory.build(title="Other", slug="other")
    home.add_child(instance=other)
    alias = resource.create_alias(parent=other)
    resource.title = "Changed"
    resource.save_revision().publish()
    alias.refresh_from_db()
    assert alias.title == "Changed"
    assert set(assert_true()) == {resource.pk}
