"""From the upload to the draft, as the school's people and others meet it; nothing is published on the way."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from hub.media.models import HubDocument
from hub.schools.models import CareersPolicyPage, Role
from hub.schools.word import drafting
from tests.schools.word.files import docx, heading, paragraph
from tests.schools.word.uploads import POLICY, fields, person, upload, uploaded


def sections(page) -> dict[str, str]:
    return {
        block.block_type: str(block.value["text"] if block.block_type == "section" else block.value)
        for block in page
        if block.block_type != "table"
    }


def test_a_first_policy_is_drafted_from_a_document(rosa, ours, leader):
    preview = uploaded(rosa, ours.home)
    shown = rosa.get(preview).content.decode()
    assert "Its heading speaks of “Work experience”" in shown and "Tables stay tables" not in shown
    response = rosa.post(preview, fields(rosa, preview), follow=True)
    page = CareersPolicyPage.objects.get(school=ours.school)
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.title, page.owner) == (False, "Careers policy", leader)
    draft = page.get_latest_revision_as_object()
    found = sections(draft.sections)
    assert "Every pupil in Year 10 goes." in found["experiences"]
    assert [block.block_type for block in draft.sections] == ["experiences", "business", "table", "section"]
    _first, row = draft.sections[2].value.rows
    assert row[0].value == "9" and "A shipyard &amp; a bank" in str(row[1].value)
    assert draft.sections[3].value["heading"] == "Equal opportunities" and "For all." in found["section"]
    assert [each.value["heading"] for each in draft.unplaced] == ["Our careers policy", "Car parking"]
    assert draft.original.title == "policy.docx" and draft.original.is_private
    html = response.content.decode()
    assert "Nothing is published" in html and draft.original.url in html and "Behind the hall." in html
    assert Client().get(page.url).status_code == 404


def test_what_is_public_stays_and_a_new_draft_goes_over_it(rosa, policy, leader):
    before = Client().get(policy.url).content
    preview = uploaded(rosa, policy)
    rosa.post(preview, {**fields(rosa, preview), "place-4": "provision"})
    policy.refresh_from_db()
    assert policy.live and policy.has_unpublished_changes and policy.unplaced.raw_data[:] == []
    assert policy.latest_revision.user == leader
    draft = policy.get_latest_revision_as_object()
    assert draft.title == "Our policy" and set(sections(draft.sections)) == {
        "experiences",
        "business",
        "provision",
        "section",
    }
    assert "Car parking" in sections(draft.sections)["provision"]
    assert Client().get(policy.url).content == before


def test_a_document_is_read_again_where_the_cache_holds_something_else(rosa, ours):
    uploaded(rosa, ours.home)
    document = HubDocument.objects.get()
    read = drafting.contents_of(document)
    cache.set(f"schools.word:{document.pk}:{document.get_file_hash()}", "rubbish")
    assert read.sections and drafting.contents_of(document) == read


def test_what_is_not_placed_never_reaches_the_public(rosa, policy):
    preview = uploaded(rosa, policy)
    rosa.post(preview, fields(rosa, preview))
    policy.refresh_from_db()
    policy.latest_revision.publish()
    public = Client().get(policy.url).content.decode()
    assert "Every pupil in Year 10 goes." in public
    assert "Behind the hall." not in public and "Not placed" not in public and "policy.docx" not in public


def test_a_draft_that_is_not_public_is_named_and_goes_only_by_a_word(rosa, ours, policy):
    policy.summary = "Not public yet"
    policy.save_revision(user=person(ours, "Hanna", Role.HEAD))
    preview = uploaded(rosa, policy)
    assert "Hanna saved a version on" in rosa.get(preview).content.decode()
    refused = rosa.post(preview, fields(rosa, preview))
    assert refused.context["form"].errors["replace"] and policy.revisions.count() == 2
    rosa.post(preview, {**fields(rosa, preview), "replace": "on"})
    assert policy.revisions.count() == 3
    assert policy.get_latest_revision_as_object().summary == "Not public yet", "other fields stay as the draft had them"


def test_a_draft_saved_during_the_preview_is_named_and_not_gone_over(rosa, ours, policy):
    preview = uploaded(rosa, policy)
    posted = {**fields(rosa, preview), "place-4": "provision"}
    policy.save_revision(user=person(ours, "Hanna", Role.HEAD))
    answer = rosa.post(preview, posted)
    html = answer.content.decode()
    assert answer.status_code == 200 and "Hanna saved a version on" in html and "decide again" in html
    assert policy.revisions.count() == 2 and answer.context["form"]["place-4"].value() == "provision", "nothing is lost"
    rosa.post(preview, {**posted, "seen": policy.revisions.latest("pk").pk, "replace": "on"})
    assert policy.revisions.count() == 3


def test_a_refusal_stands_at_the_field_and_nothing_is_kept(rosa, ours):
    for name, data, said in (
        ("policy.docx", b"MZ\x90", "no Word document"),
        ("policy.docm", POLICY, "macros"),
        ("policy.txt", POLICY, "no Word document"),
        ("policy.docx", b"", "file is empty"),
        ("policy.docx", docx(paragraph("x"), parts={"word/vbaProject.bin": b"x"}), "macros"),
        ("policy.docx", POLICY[:-30], "damaged"),
    ):
        response = upload(rosa, ours.home, data, name)
        assert response.status_code == 200 and said in response.context["form"].errors["document"][0], name
    none = rosa.post(reverse("schools_word_upload", args=["policy", ours.home.pk]))
    assert none.context["form"].errors["document"] == ["Choose the document."]
    assert not HubDocument.objects.exists() and not CareersPolicyPage.objects.exists()


def test_a_place_that_is_none_is_refused_at_its_field(rosa, ours):
    preview = uploaded(rosa, ours.home)
    answer = rosa.post(preview, {**fields(rosa, preview), "place-1": "elsewhere"})
    assert "place-1" in answer.context["form"].errors and not CareersPolicyPage.objects.exists()


def test_a_failure_on_the_way_leaves_nothing_half_done(rosa, ours, monkeypatch):
    preview = uploaded(rosa, ours.home)
    posted = fields(rosa, preview)

    def fail(*_args, **_kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(CareersPolicyPage, "save_revision", fail)
    with pytest.raises(OSError, match="disk full"):
        rosa.post(preview, posted)
    assert not CareersPolicyPage.objects.exists()


def test_an_upload_without_a_draft_can_be_deleted_and_one_with_a_draft_cannot(rosa, policy):
    preview = uploaded(rosa, policy)
    rosa.post(preview, {"discard": "1"})
    assert not HubDocument.objects.exists() and rosa.get(preview).status_code == 404
    preview = uploaded(rosa, policy)
    rosa.post(preview, fields(rosa, preview))
    rosa.post(preview, {"discard": "1"})
    assert HubDocument.objects.count() == 1


def test_the_editor_keeps_and_clears_what_is_not_placed(rosa, policy):
    preview = uploaded(rosa, policy)
    rosa.post(preview, fields(rosa, preview))
    edit = reverse("wagtailadmin_pages:edit", args=[policy.pk])
    assert "unplaced" in rosa.get(edit).context["form"].fields
    data = {
        "title": "Our policy",
        "slug": policy.slug,
        "summary": "",
        "effective_from": "",
        "sections": streamfield([]),
    }
    data |= {"unplaced": streamfield([]), "comments": inline_formset([])}
    assert rosa.post(edit, nested_form_data(data)).status_code == 302
    draft = CareersPolicyPage.objects.get(pk=policy.pk).get_latest_revision_as_object()
    assert len(draft.unplaced) == 0 and draft.original.title == "policy.docx"
    assert "unplaced" not in rosa.get(edit).context["form"].fields


def test_the_original_is_read_once(rosa, ours, monkeypatch):
    preview = uploaded(rosa, ours.home)
    rosa.get(preview)
    monkeypatch.setattr(drafting, "read", lambda _data: pytest.fail("read again"))
    assert rosa.get(preview).status_code == 200


def test_a_date_of_the_front_page_is_offered_and_taken_only_if_chosen(rosa, ours):
    dated = docx(heading("Policy"), paragraph("Effective from 1 September 2026"), heading("Work experience", 2))
    address = uploaded_with(rosa, ours.home, dated)
    html = rosa.get(address).content.decode()
    assert "In force from: 1 September 2026" in html and "An approval is not taken from a document" in html
    rosa.post(address, fields(rosa, address))
    assert CareersPolicyPage.objects.get().get_latest_revision_as_object().effective_from is None

    page = CareersPolicyPage.objects.get()
    address = uploaded_with(rosa, page, dated)
    rosa.post(address, {**fields(rosa, address), "effective_from": "2026-09-01", "replace": "on"})
    page = CareersPolicyPage.objects.get()
    assert str(page.get_latest_revision_as_object().effective_from) == "2026-09-01"
    address = uploaded_with(rosa, page, dated)
    refused = rosa.post(address, {**fields(rosa, address), "effective_from": "2020-01-01", "replace": "on"})
    assert refused.context["form"].errors["effective_from"]


def uploaded_with(client, page, data: bytes) -> str:
    response = upload(client, page, data)
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def test_a_date_of_approval_in_the_document_is_said_where_an_approval_is_recorded(rosa, ours):
    dated = docx(heading("Policy"), paragraph("Approved on 12 September 2025"), heading("Work experience", 2))
    address = uploaded_with(rosa, ours.home, dated)
    rosa.post(address, fields(rosa, address))
    page = CareersPolicyPage.objects.get()
    page.latest_revision.publish()
    answer = rosa.get(reverse("schools_record_approval", args=[page.pk]))
    assert "The Word document says: approved 12 September 2025." in answer.content.decode()
    assert answer.context["form"]["meeting_date"].value() is None
