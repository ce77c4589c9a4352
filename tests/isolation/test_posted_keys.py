"""A form takes any key it is sent: the keys of another school's pages and files must lead nowhere."""

import json
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from hub.core.forms import HubPageForm
from hub.pages.models import StandardPage
from hub.schools.models import SchoolHomePage
from tests.factories.careers import CareersPageFactory
from tests.factories.curriculum import (
    ActivityKindFactory,
    CurriculumIndexPageFactory,
    KeyStagePageFactory,
    UnitPageFactory,
    YearGroupFactory,
)


def page_link(page) -> str:
    return rich_text(f'<p>See <a linktype="page" id="{page.pk}">here</a>.</p>')


def file_link(document) -> str:
    return rich_text(f'<p>See <a linktype="document" id="{document.pk}">here</a>.</p>')


def text_data(page, *blocks) -> dict:
    data = {"title": page.title, "slug": page.slug, "summary": "", "seo_title": "", "search_description": ""}
    data |= {"go_live_at": "", "expire_at": "", "body": streamfield(blocks), "comments": inline_formset([])}
    return nested_form_data(data)


def home_data(home, **changes) -> dict:
    data = {"title": home.title, "slug": home.slug, "summary": "", "intro": "null", "colour": ""}
    data |= {"logo": "", "picture": ""}
    return nested_form_data({**data, "comments": inline_formset([]), **changes})


BLOCKS = {
    "image": lambda at: ("image", {"image": at.image.pk, "caption": "A hall"}),
    "file": lambda at: ("download", {"document": at.document.pk, "note": "To take away"}),
    "link to a page": lambda at: ("paragraph", page_link(at.draft)),
    "link to a file": lambda at: ("paragraph", file_link(at.document)),
}
FIELDS = {
    "image": lambda at: {"logo": at.image.pk},
    "picture": lambda at: {"picture": at.image.pk},
    "link to a page": lambda at: {"intro": page_link(at.draft)},
}


def send(client, page, data):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def stored(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def assert_refused(response, page, place):
    assert response.status_code == 200
    assert "is not one you may use" in str(response.context["form"].errors.as_data())
    assert place.mark.lower() not in response.content.decode().lower()
    assert page.revisions.count() == 1


@pytest.mark.parametrize("publish", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_takes_nothing_of_another_school(leader, ours, theirs, kind, publish):
    response = send(leader, ours.draft, text_data(ours.draft, BLOCKS[kind](theirs)) | publish)
    assert_refused(response, ours.draft, theirs)


@pytest.mark.parametrize("kind", FIELDS)
def test_a_field_takes_nothing_of_another_school(leader, ours, theirs, kind):
    response = send(leader, ours.home, home_data(ours.home, **FIELDS[kind](theirs)))
    assert_refused(response, ours.home, theirs)


def test_the_preview_shows_nothing_of_another_school(leader, ours, theirs):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[ours.draft.pk])
    answer = leader.post(address, text_data(ours.draft, BLOCKS["file"](theirs)))
    assert json.loads(answer.content)["is_valid"] is False
    assert theirs.mark.lower() not in leader.get(address).content.decode().lower()


@pytest.mark.parametrize("kind", BLOCKS)
def test_her_own_files_and_pages_may_be_chosen(leader, ours, kind):
    response = send(leader, ours.draft, text_data(ours.draft, BLOCKS[kind](ours)))
    assert response.status_code == 302
    assert len(stored(ours.draft).body) == 1


def test_the_rest_of_the_form_keeps_what_was_typed(leader, ours, theirs):
    blocks = [("paragraph", rich_text("<p>An hour of work.</p>")), BLOCKS["image"](theirs)]
    body = send(leader, ours.draft, text_data(ours.draft, *blocks)).content.decode()
    assert "An hour of work." in body
    assert "A hall" in body


def test_what_central_staff_put_on_a_schools_page_can_be_saved_again(leader, central, ours, theirs):
    send(central, ours.draft, text_data(ours.draft, BLOCKS["link to a page"](theirs)))
    assert send(leader, ours.draft, text_data(ours.draft, BLOCKS["link to a page"](theirs))).status_code == 302


def test_every_page_type_under_a_school_sifts_what_it_is_sent():
    seen, left = set(), [SchoolHomePage]
    while left:
        model = left.pop()
        seen.add(model)
        assert issubclass(model.get_edit_handler().get_form_class(), HubPageForm), model
        left += [child for child in model.clean_subpage_models() if child not in seen]
    assert StandardPage in seen


@pytest.fixture
def stage(home):
    return KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home))


def programme_row(year, kind, unit) -> dict:
    row = {"year_group": year, "kind": kind, "unit": unit, "term": "year", "title": "A unit", "minutes": "60"}
    return row | {"employer_or_provider": "", "ORDER": "1"}


def test_a_programme_row_takes_a_public_unit_and_no_draft(leader, ours, stage):
    page = CareersPageFactory(parent=ours.home, live=False)
    year: Any = YearGroupFactory(number=9)
    kind: Any = ActivityKindFactory(slug="in-class")
    public, secret = UnitPageFactory(parent=stage), UnitPageFactory(parent=stage, live=False, title="Not out yet")
    for unit, status in ((secret, 200), (public, 302)):
        data = {"title": "Careers", "slug": "careers", "summary": "", "body": streamfield([])}
        data["programme"] = inline_formset([programme_row(year.pk, kind.pk, unit.pk)])
        response = send(leader, page, nested_form_data({**data, "comments": inline_formset([])}))
        assert response.status_code == status, response.context["form"].errors
        assert secret.title not in response.content.decode()
    assert [row.unit.pk for row in stored(page).programme.all()] == [public.pk]


def test_she_chooses_among_public_units_and_pages_of_the_hub(leader, ours, theirs, stage):
    UnitPageFactory(parent=stage, title="Jobs on our street")
    UnitPageFactory(parent=stage, title="Not out yet", live=False)
    private = UnitPageFactory(parent=stage, title="For a few")
    private.view_restrictions.create(restriction_type="login")
    for address in (
        "/admin/choose-page/?page_type=curriculum.unitpage",
        f"/admin/choose-page/{stage.pk}/?page_type=curriculum.unitpage",
        "/admin/choose-page/search/?page_type=curriculum.unitpage&q=Jobs",
    ):
        body = leader.get(address, follow=True).content.decode()
        assert "Jobs on our street" in body, address
        assert "Not out yet" not in body, address
        assert "For a few" not in body, address


@pytest.mark.parametrize("parent", ["hub", "root", "schools"])
def test_walking_the_tree_of_the_chooser_shows_no_other_school(leader, ours, theirs, schools_page, home, parent):
    theirs.home.save_revision().publish()
    page = {"hub": home, "root": Page.get_first_root_node(), "schools": schools_page}[parent]
    body = leader.get(f"/admin/choose-page/{page.pk}/").content.decode()
    assert "Beaconmark" not in body


def test_asking_for_several_pages_by_key_shows_no_other_school(leader, ours, theirs):
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    assert "Aldermark draft" in leader.get(f"{address}?id={ours.draft.pk}").content.decode()
    for keys in (f"id={theirs.draft.pk}", f"id={ours.draft.pk}&id={theirs.draft.pk}", "id=x"):
        answer = leader.get(f"{address}?{keys}")
        assert answer.status_code == 404, keys
        assert "Beaconmark" not in answer.content.decode()


def test_an_address_typed_as_a_link_says_nothing_about_the_page_it_leads_to(leader, theirs):
    theirs.home.draft_title = "Beaconmark closes in July"
    theirs.home.save()
    typed = {"external-link-chooser-url": theirs.home.get_url() + "?a=b", "external-link-chooser-link_text": "here"}
    answer = leader.post(reverse("wagtailadmin_choose_page_external_link"), typed)
    assert answer.status_code == 200
    assert "closes in July" not in answer.content.decode()
