import re

from django.urls import reverse
from wagtail.models import Locale, Page

from hub.pages.models import StandardPage

# Every leak that Wagtail or wagtail-localize was seen to have for an editor of one school, and a few beside.
LISTINGS = [
    "/admin/",
    "/admin/pages/",
    "/admin/pages/{home}/",
    "/admin/pages/search/?q={mark}",
    "/admin/choose-page/",
    "/admin/choose-page/?page_type=pages.standardpage",
    "/admin/choose-page/search/?q={mark}",
    "/admin/choose-page/{their_home}/",
    "/admin/choose-page/{schools}/",
    "/admin/api/main/pages/",
    "/admin/api/main/pages/{their_draft}/",
    "/admin/api/main/images/",
    "/admin/api/main/images/{their_image}/",
    "/admin/api/main/documents/",
    "/admin/localize/submit/page/{their_draft}/",
    "/admin/localize/update/1/",
    "/admin/pages/usage/pages/standardpage/",
    "/admin/reports/page-types-usage/",
    "/admin/reports/locked/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/redirects/",
    "/admin/snippets/",
    "/admin/users/",
    "/admin/groups/",
    "/admin/collections/",
    "/admin/bulk/wagtailcore/page/delete/?id={their_draft}",
    "/admin/bulk/wagtailcore/page/move/?id={their_draft}",
    "/admin/bulk/media/hubimage/delete/?id={their_image}",
    "/admin/images/",
    "/admin/images/?q={mark}",
    "/admin/images/{their_image}/",
    "/admin/images/chooser/",
    "/admin/images/chooser/{their_image}/",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/documents/edit/{their_document}/",
    "/admin/pages/{their_draft}/edit/",
    "/admin/pages/{their_draft}/view_draft/",
    "/admin/pages/{their_draft}/history/",
    "/admin/pages/{their_draft}/usage/",
    "/admin/pages/{their_draft}/privacy/",
    "/admin/pages/{their_home}/add_subpage/",
    "/admin/tag-autocomplete/?term=b",
]


def leaks(response, address, mark, place) -> list[str]:
    """Return the marks of `place` in an answer, less what the visitor typed."""
    assert response.status_code in (200, 403, 404), address
    body = response.content.decode()
    marks = [f"{mark} {word}" for word in ("draft", "image", "document", "School")]
    return [found for found in (*marks, f"{mark}person", place.leader.email) if found in body]


def test_nothing_of_another_school_reaches_a_careers_leader(leader, ours, theirs, schools_page):
    names = {
        "mark": theirs.mark,
        "home": ours.home.pk,
        "schools": schools_page.pk,
        "their_home": theirs.home.pk,
        "their_draft": theirs.draft.pk,
        "their_image": theirs.image.pk,
        "their_document": theirs.document.pk,
    }
    addresses = [each.format(**names) for each in LISTINGS]
    found = {each: leaks(leader.get(each, follow=True), each, theirs.mark, theirs) for each in addresses}
    assert {address: marks for address, marks in found.items() if marks} == {}


def test_a_careers_leader_edits_and_publishes_the_schools_own_pages(leader, ours):
    address = reverse("wagtailadmin_pages:edit", args=[ours.home.pk])
    assert leader.get(address).status_code == 200
    data = {
        "title": "Aldermark School",
        "slug": ours.home.slug,
        "summary": "A school by the river.",
        "intro": "null",
        "colour": "#808000",
        "contact_telephone": "020 7946 0142",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    response = leader.post(address, data, follow=True)
    ours.home.refresh_from_db()
    assert ours.home.summary == "A school by the river."
    assert "#7a7a00" in response.content.decode(), "the editor is told how the colour was adjusted"


def test_a_careers_leader_finds_the_schools_own_pages_images_and_documents(leader, ours):
    for address, mark in [
        (f"/admin/pages/{ours.home.pk}/", "Aldermark draft"),
        ("/admin/choose-page/", "Aldermark draft"),
        ("/admin/choose-page/search/?q=Aldermark", "Aldermark draft"),
        ("/admin/images/", "Aldermark image"),
        ("/admin/images/chooser/", "Aldermark image"),
        ("/admin/documents/", "Aldermark document"),
    ]:
        assert mark in leader.get(address, follow=True).content.decode(), address


def test_a_post_to_another_schools_page_is_refused(leader, theirs):
    before = StandardPage.objects.values().get(pk=theirs.draft.pk)
    for name in ("edit", "delete", "unpublish", "copy", "move", "set_privacy"):
        response = leader.post(reverse(f"wagtailadmin_pages:{name}", args=[theirs.draft.pk]), {"title": "taken over"})
        assert response.status_code in (403, 404), name
    assert StandardPage.objects.values().get(pk=theirs.draft.pk) == before


def test_translating_another_schools_page_is_refused_and_makes_nothing(leader, theirs, ours):
    bengali = Locale.objects.create(language_code="bn")
    for page in (theirs.draft, ours.draft):
        answer = leader.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [bengali.pk]})
        assert answer.status_code == 403
    assert not Page.objects.filter(locale=bengali).exists()


def test_the_dashboard_counts_a_schools_own_pages_also_where_some_are_translated(leader, ours, theirs):
    """Pages in two languages have only the root in common: Wagtail counted every school's drafts there."""
    bengali = Locale.objects.create(language_code="bn")
    ours.home.copy_for_translation(bengali, copy_parents=True).save_revision().publish()
    own = Page.objects.filter(translation_key=ours.home.translation_key).count() + 1
    assert own == 3 < Page.objects.count() - 1
    counted = re.findall(r"(\d+)\s+Pages\s+<span", leader.get("/admin/").content.decode())
    assert counted == [str(own)]


def test_central_staff_still_see_every_school(central, ours, theirs):
    for address in (
        "/admin/choose-page/search/?q=Beaconmark",
        f"/admin/pages/{theirs.home.pk}/edit/",
        "/admin/reports/aging-pages/",
    ):
        assert central.get(address).status_code == 200
    assert "Beaconmark draft" in central.get("/admin/choose-page/search/?q=Beaconmark").content.decode()
