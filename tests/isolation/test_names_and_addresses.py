"""A school's address and full name come from the register; no leader takes another school's, nor the hub's own."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from hub.pages.models import StandardPage
from hub.schools.models import School
from tests.factories.schools import BoroughFactory, SchoolFactory
from tests.isolation.test_posted_keys import home_data, send, text_data

PUBLISH = {"action-publish": "1"}


@pytest.fixture
def near(ours) -> Any:
    """A school of the same borough that only the register knows."""
    borough = BoroughFactory(label="Hackney")
    School.objects.filter(pk=ours.made.school.pk).update(borough=borough)
    return SchoolFactory(name="Quill Lane Academy", urn=900801, borough=borough)


def renamed(leader, ours, name, field="title", **more):
    answer = send(leader, ours.home, home_data(ours.home, **{"title": ours.home.title, field: name, **more, **PUBLISH}))
    ours.home.refresh_from_db()
    return answer


@pytest.mark.parametrize(
    "name", ["Quill Lane Academy", "QUILL LANE  ACADEMY", "Quill Lane Academy.", "Qu\u200bill Lane Aca\u00addemy"]
)
@pytest.mark.parametrize("field", ["title", "seo_title"])
def test_the_name_of_a_school_of_the_register_is_refused_at_its_field(leader, ours, near, name, field):
    answer = renamed(leader, ours, name, field)
    assert "is another school" in str(answer.context["form"].errors[field])
    assert name in answer.content.decode()  # what was typed is still there
    assert ours.home.title == "Aldermark School"
    assert ours.home.seo_title == ""


def test_the_name_of_a_school_with_pages_is_refused_and_what_its_pages_call_it(leader, ours, theirs, near):
    School.objects.filter(pk=theirs.made.school.pk).update(borough=near.borough)
    Page.objects.filter(pk=theirs.home.pk).update(title="The Beacon", draft_title="The Beacon")
    for name in ("Beaconmark School", "The Beacon"):
        assert "is another school" in str(renamed(leader, ours, name).context["form"].errors["title"]), name


def test_letters_of_another_alphabet_that_look_alike_are_refused(leader, ours, near):
    answer = renamed(leader, ours, "Quill L\u0430ne Academy")
    assert "letters of two alphabets" in str(answer.context["form"].errors["title"])


def test_a_shorter_name_of_its_own_is_taken_and_the_full_one_shown_with_it(leader, client, ours, near):
    assert renamed(leader, ours, "Alders").status_code == 302
    body = client.get(ours.home.url).content.decode()
    assert "Alders" in body
    assert "In the register: Aldermark School" in body


def test_a_shortening_may_be_the_name_of_a_school_in_another_borough(leader, ours, near):
    SchoolFactory(name="Aldermark", urn=900802, borough=BoroughFactory(label="Camden"))
    assert renamed(leader, ours, "Aldermark").status_code == 302
    SchoolFactory(name="Marigold Park", urn=900803, borough=BoroughFactory(label="Camden"))
    assert renamed(leader, ours, "Marigold Park").status_code == 200


def test_the_name_of_a_school_that_has_closed_is_free(leader, ours, near):
    School.objects.filter(pk=near.pk).update(status=School.Status.CLOSED)
    assert renamed(leader, ours, "Quill Lane Academy").status_code == 302


@pytest.mark.parametrize("slug", ["quill-lane-academy-900801", "data", "search", "boroughs", "anything"])
def test_the_address_of_a_home_page_is_the_registers_whatever_is_sent(leader, ours, near, slug):
    before = ours.home.url
    renamed(leader, ours, slug, "slug")
    assert (ours.home.slug, ours.home.url) == (ours.made.school.slug, before)
    assert ours.home.get_latest_revision_as_object().slug == ours.made.school.slug


def test_no_way_of_saving_gives_a_home_page_another_address(ours):
    ours.home.slug = "data"
    ours.home.save()
    assert ours.home.slug == ours.made.school.slug
    ours.home.save_revision(changed=False)
    revision = ours.home.latest_revision
    revision.content["slug"] = "boroughs"
    revision.save()
    revision.publish()
    ours.home.refresh_from_db()
    assert ours.home.slug == ours.made.school.slug


@pytest.mark.parametrize("slug", ["search", "approved-policies"])
def test_a_page_of_a_school_does_not_hide_behind_an_address_of_the_hub(leader, ours, slug):
    answer = send(leader, ours.draft, text_data(ours.draft) | {"slug": slug})
    assert "answers at this address" in str(answer.context["form"].errors["slug"])
    new = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", ours.home.pk])
    answer = leader.post(new, text_data(ours.draft) | {"slug": slug, "title": "Search"})
    assert "answers at this address" in str(answer.context["form"].errors["slug"])


@pytest.mark.parametrize("slug", ["admin", "search", "api", "health", "documents", "bn", "static", "media"])
def test_a_page_of_the_hub_does_not_hide_behind_an_address_of_the_hub(home, slug):
    with pytest.raises(ValidationError, match="answers at this address"):
        home.add_child(instance=StandardPage(title="About", slug=slug))
    assert home.add_child(instance=StandardPage(title="About", slug=f"{slug}-page")).pk


def test_a_home_page_is_neither_added_by_hand_nor_copied(central, ours, schools_page):
    add = reverse("wagtailadmin_pages:add", args=["schools", "schoolhomepage", schools_page.pk])
    assert central.get(add, follow=True).redirect_chain[-1][0] == "/admin/"
    data = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": schools_page.pk}
    answer = central.post(reverse("wagtailadmin_pages:copy", args=[ours.home.pk]), data, follow=True)
    assert "A school has one home page" in answer.content.decode()
