"""What a careers leader does in a day passes the allow-list, and no address on those screens is refused."""

import re

import pytest
from django.contrib.auth.hashers import check_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from hub.media.models import HubDocument, HubImage
from hub.pages.models import NewsIndexPage
from tests.factories.careers import CareersPageFactory

# What Wagtail's scripts call without finding the address in the page: seen in the scripts of the edit and list screens.
CALLED_BY_SCRIPTS = [
    "/admin/jsi18n/",
    "/admin/sprite/",
    "/admin/tag-autocomplete/?term=a",
    "/admin/api/main/pages/?child_of={home}&for_explorer=1",
    "/admin/api/main/pages/{home}/",
    "/admin/pages/{page}/edit/preview/",
    "/admin/publication/checklist/{page}/",
    "/admin/pages/{page}/history/results/",
    "/admin/images/chooser/results/",
    "/admin/documents/chooser/results/",
    "/admin/images/results/",
    "/admin/documents/results/",
    "/admin/choose-page/{home}/",
    "/admin/choose-page/search/?q=ald",
    "/admin/choose-external-link/",
    "/admin/choose-email-link/",
    "/admin/choose-phone-link/",
    "/admin/choose-anchor-link/",
]
# Refused when somebody presses them, called by no script: what Wagtail offers and a school's people may not do.
BUTTONS = (
    r"/admin/(bulk/|pages/\d+/(copy|move|privacy|usage)/|documents/usage/|block-preview/|api/main/(images|documents)/$)"
)


@pytest.fixture
def page(ours):
    page = CareersPageFactory(parent=ours.home, live=False, owner=ours.leader)
    page.save_revision(user=ours.leader)
    return page


def careers_data(page, **changes) -> dict:
    data = {"title": page.title, "slug": page.slug, "summary": "", "body": streamfield([])}
    data |= {"programme": inline_formset([]), "comments": inline_formset([])}
    return nested_form_data({**data, **changes})


def addresses_in(html: str) -> set[str]:
    """Return every admin address that a screen mentions: links, forms, and the settings of its scripts."""
    plain = html.replace("&quot;", '"').replace("&amp;", "&").replace("\\u0026", "&").replace("\\/", "/")
    return set(re.findall(r'["\'(](/admin/[^"\'\s<>\\)]*)', plain))


def refused(client, addresses) -> dict[str, int]:
    """Return what the allow-list refuses. An address with a place-holder, or one that only takes POST, is none."""
    answers = {each: client.get(each) for each in sorted(addresses)}
    return {each: answer.status_code for each, answer in answers.items() if answer.status_code in (403, 404, 500)}


def screens(ours, page) -> list[str]:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return ["/admin/", f"/admin/pages/{ours.home.pk}/", edit, "/admin/images/", "/admin/documents/", "/admin/account/"]


def test_no_screen_of_a_careers_leader_mentions_an_address_that_is_refused(leader, ours, page):
    for screen in screens(ours, page):
        response = leader.get(screen)
        assert response.status_code == 200, screen
        found = {each for each in addresses_in(response.content.decode()) if "logout" not in each}
        assert [each for each in refused(leader, found) if not re.match(BUTTONS, each)] == [], screen


@pytest.mark.parametrize("address", CALLED_BY_SCRIPTS)
def test_what_the_scripts_of_the_admin_call_is_answered(leader, ours, page, address):
    assert leader.get(address.format(home=ours.home.pk, page=page.pk)).status_code == 200


def test_autosave_preview_and_history_are_answered(leader, page):
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    saved = leader.post(edit, careers_data(page, office_hours="Mondays"), headers={"Accept": "application/json"})
    assert (saved.status_code, saved.json()["success"]) == (200, True)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert leader.post(preview, careers_data(page)).json()["is_valid"]
    assert "Aldermark" in leader.get(preview).content.decode()
    assert leader.get(reverse("wagtailadmin_pages:history", args=[page.pk])).status_code == 200
    ping = re.findall(r"/admin/editing-sessions/ping/[^\"&]*", leader.get(edit).content.decode())
    assert ping
    pinged = leader.post(ping[0])
    assert pinged.status_code == 200
    assert leader.post(pinged.json()["release_url"]).status_code == 200


def test_uploads_go_into_the_schools_own_collection_and_can_be_chosen(leader, ours):
    form = {"title": "Our hall", "description": "A hall", "collection": ours.made.collection.pk, "tags": "hall"}
    image_form = {f"image-chooser-upload-{name}": value for name, value in form.items()}
    image_form["image-chooser-upload-file"] = SimpleUploadedFile("hall.png", get_test_image_file().file.getvalue())
    answer = leader.post(reverse("wagtailimages_chooser:create"), image_form)
    assert answer.json()["step"] == "chosen", answer.json()
    image = HubImage.objects.get(title="Our hall")
    assert image.collection == ours.made.collection
    assert leader.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).status_code == 200
    document_form = {
        "document-chooser-upload-title": "Our plan",
        "document-chooser-upload-file": SimpleUploadedFile("plan.txt", b"What we plan"),
        "document-chooser-upload-collection": ours.made.collection.pk,
        "document-chooser-upload-tags": "",
    }
    answer = leader.post(reverse("wagtaildocs_chooser:create"), document_form)
    assert answer.json()["step"] == "chosen", answer.json()
    document = HubDocument.objects.get(title="Our plan")
    assert document.collection == ours.made.collection
    assert leader.get(reverse("wagtaildocs_chooser:chosen", args=[document.pk])).status_code == 200


def test_tags_are_suggested_from_nobody_elses_files(leader, theirs):
    theirs.image.tags.add("beaconmark-tag")
    assert "beaconmark-tag" not in leader.get("/admin/tag-autocomplete/?term=bea").content.decode()


@pytest.mark.parametrize("address", ["/admin/images/", "/admin/images/chooser/", "/admin/documents/"])
def test_files_are_filtered_by_the_tags_of_ones_own(leader, ours, theirs, address):
    for place, tag in ((ours, "hall"), (theirs, "beaconmark-tag")):
        place.image.tags.add(tag)
        place.document.tags.add(tag)
    shown = leader.get(address).content.decode()
    assert "hall" in shown and "beaconmark-tag" not in shown
    asked = leader.get(address, {"tag": "beaconmark-tag"}).content.decode()
    unknown = leader.get(address, {"tag": "no-such-tag"}).content.decode()
    assert ("Select a valid choice" in asked) == ("Select a valid choice" in unknown)


def test_a_careers_leader_adds_news(leader, ours):
    for name in ("newsindexpage", "standardpage"):
        assert leader.get(reverse("wagtailadmin_pages:add", args=["pages", name, ours.home.pk])).status_code == 200
    index = ours.home.add_child(instance=NewsIndexPage(title="News", slug="news"))
    for name in ("newspage", "eventpage"):
        assert leader.get(reverse("wagtailadmin_pages:add", args=["pages", name, index.pk])).status_code == 200


def test_a_careers_leader_changes_the_password_and_signs_out(leader, ours):
    account = leader.get("/admin/account/")
    assert "password-old_password" in account.content.decode()
    new = {"password-old_password": "secret", "password-new_password1": "quite-another-0ne"}
    data = {**new, "password-new_password2": "quite-another-0ne", "name_email-first_name": "A"}
    data |= {"name_email-last_name": "B", "name_email-email": ours.leader.email, "locale-preferred_language": ""}
    data |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    leader.post("/admin/account/", data)
    ours.leader.refresh_from_db()
    assert check_password("quite-another-0ne", ours.leader.password)
    assert leader.post(reverse("wagtailadmin_logout")).status_code == 302
    assert leader.get("/admin/").status_code == 302
