"""A provider access statement from Word: what goes to which field, what is only offered, and that nothing is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from hub.media.models import HubDocument
from hub.schools.models import ProviderAccessPage, Role
from hub.schools.provider_access.from_word.kind import VOCABULARY, places
from hub.schools.provider_access.models import AccessTime
from hub.schools.tenancy.provisioning import create_school
from hub.schools.word.markup import text_of
from hub.schools.word.placing import UNPLACED
from hub.schools.word.reader import read
from tests.schools.provider_access.statement import STATEMENT
from tests.schools.word.files import docx, heading, paragraph, table
from tests.schools.word.uploads import POLICY, fields, person, signed_in, upload, uploaded

KIND = "provider-access"
JUDGED = {
    "Management of provider access requests": "procedure",
    "Procedure": "procedure",
    "How to request access": "procedure",
    "Opportunities for access": "times",
    "Grounds for granting access": "grounds_for_granting",
    "3.2 Refusing access": "grounds_for_refusing",
    "Granting and refusing access": UNPLACED,
    "Premises and facilities": "premises",
    "First key phase (Years 8 and 9)": "meetings_first",
    "Years 10 and 11": "meetings_second",
    "Key phase 3": "meetings_third",
    "Safeguarding": "procedure",
    "Complaints": "procedure",
    "Pupil entitlement": UNPLACED,
    "Previous providers": UNPLACED,
    "Approval and review": UNPLACED,
    "Car parking": UNPLACED,
}


@pytest.mark.parametrize("words", JUDGED)
def test_a_heading_goes_to_the_field_that_its_words_name(words):
    assert VOCABULARY.judge(words)[0] == JUDGED[words]


def test_every_phrase_leads_to_its_own_field():
    assert [phrase for where, phrase, _words in VOCABULARY.phrases if VOCABULARY.judge(phrase)[0] != where] == []
    assert {where for where, _phrase, _words in VOCABULARY.phrases} == {*(key for key, _label in places()), UNPLACED}


@pytest.fixture
def ours(index):
    return create_school(urn=900821, name="Alder Row School", type_code="01", low_age=11, high_age=18)


@pytest.fixture
def rosa(ours) -> Client:
    return signed_in(person(ours, "Rosa"))


def draft_of(page) -> ProviderAccessPage:
    return ProviderAccessPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_the_governments_own_headings_fill_the_fields(rosa, ours):
    address = uploaded(rosa, ours.home, STATEMENT, kind=KIND)
    rosa.post(address, fields(rosa, address))
    page = ProviderAccessPage.objects.get(school=ours.school)
    assert not page.live and Client().get(page.url).status_code == 404
    draft = draft_of(page)
    assert text_of(draft.grounds_for_granting) == "We say yes to whoever tells pupils of technical education."
    assert text_of(draft.grounds_for_refusing) == "We say no in the weeks of examinations."
    assert text_of(draft.premises) == "The main hall and a projector. Leaflets go to the library."
    assert text_of(draft.meetings_first) == "Two meetings before the end of February in Year 9."
    assert draft.meetings_second == ""
    asked = text_of(draft.procedure)
    assert asked.startswith("A provider who wishes to ask for access should contact Ms R. Shah")
    assert "Safeguarding Visitors sign in" in asked
    assert "Complaints Write to the chair" in asked
    assert [(row.years, row.term, row.what) for row in draft.times.all()] == [
        ([8], "autumn", "Assembly with a college"),
        ([8], "summer", "Taster day"),
        ([10], "autumn", "Training provider at assembly"),
        ([10], "spring", "Careers fair"),
        ([12, 13], "autumn", "Talk on degree apprenticeships"),
        ([12, 13], "spring", "Visit to a college"),
    ]
    apart = {each.value["heading"]: text_of(each.value["text"].source) for each in draft.unplaced}
    assert apart["Opportunities for access"] == "Please speak to our careers leader about the best time."
    assert apart["Previous providers"] == "A college and a training provider."
    assert set(apart) >= {"Introduction", "Pupil entitlement", "Approval and review"}


def test_a_heading_keeps_the_number_that_the_text_refers_to(rosa, ours):
    data = docx(
        heading("2.1 Grounds for refusal"), paragraph("Examinations."), heading("Complaints"), paragraph("See 2.1.")
    )
    address = uploaded(rosa, ours.home, data, kind=KIND)
    rosa.post(address, fields(rosa, address))
    draft = draft_of(ProviderAccessPage.objects.get())
    assert draft.grounds_for_refusing == "<p><b>2.1 Grounds for refusal</b></p><p>Examinations.</p>"


def test_a_heading_alone_is_no_text_and_is_kept_apart(rosa, ours):
    data = docx(heading("Premises and facilities"), heading("Grounds for refusal"), paragraph("Examinations."))
    address = uploaded(rosa, ours.home, data, kind=KIND)
    rosa.post(address, fields(rosa, address))
    draft = draft_of(ProviderAccessPage.objects.get())
    assert draft.premises == "" and text_of(draft.grounds_for_refusing) == "Examinations."
    assert [each.value["heading"] for each in draft.unplaced] == ["Premises and facilities"]


def test_no_word_of_the_statement_is_lost(rosa, ours):
    address = uploaded(rosa, ours.home, STATEMENT, kind=KIND)
    rosa.post(address, fields(rosa, address))
    draft = draft_of(ProviderAccessPage.objects.get())
    texts = [getattr(draft, name) for name, _label in places() if name != "times"]
    texts += [row.what for row in draft.times.all()]
    texts += [part for each in draft.unplaced for part in (each.value["heading"], each.value["text"].source)]
    there = " ".join(map(text_of, texts))
    for section in read(STATEMENT).sections:
        for passage in section.passages:
            if isinstance(passage, str):
                assert text_of(passage) in there
            else:
                assert all(cell.words in there for row in passage.rows for cell in row[1:])


def test_contacts_and_dates_are_offered_and_none_is_taken_unasked(rosa, ours):
    address = uploaded(rosa, ours.home, STATEMENT, kind=KIND)
    html = rosa.get(address).content.decode()
    for offered in ("Ms R. Shah, Careers Leader", "careers@alder-row.example", "020 7946 0142", "12 September 2026"):
        assert offered in html, offered
    asked = fields(rosa, address)
    rosa.post(address, asked)
    draft = draft_of(ProviderAccessPage.objects.get())
    assert (draft.contact_name, draft.contact_email, draft.contact_telephone) == ("", "", "")
    assert draft.dated is None and draft.last_reviewed is None

    page = ProviderAccessPage.objects.get()
    address = uploaded(rosa, page, STATEMENT, kind=KIND)
    chosen = {
        "contact_name": "Ms R. Shah, Careers Leader",
        "contact_email": "careers@alder-row.example",
        "contact_telephone": "020 7946 0142",
        "dated": "2026-09-12",
        "last_reviewed": "2026-09-01",
    }
    rosa.post(address, {**fields(rosa, address), **chosen, "replace": "on"})
    draft = draft_of(page)
    assert {name: str(getattr(draft, name)) for name in chosen} == chosen
    address = uploaded(rosa, page, STATEMENT, kind=KIND)
    refused = rosa.post(address, {**fields(rosa, address), "contact_email": "evil@other.example", "replace": "on"})
    assert refused.context["form"].errors["contact_email"]


def test_what_the_document_does_not_say_stays_and_what_is_public_too(rosa, ours):
    page = ProviderAccessPage(title="Provider access", premises="<p>The old hall.</p>", procedure="<p>Old way.</p>")
    ours.home.add_child(instance=page)
    page.times = [
        AccessTime(years=[8], term="autumn", what="Assembly with a college"),
        AccessTime(years=[9], what="Old"),
    ]
    page.save_revision().publish()
    kept = page.times.get(what="Assembly with a college")
    short = docx(
        heading("Procedure"), paragraph("New way."), heading("Opportunities"), table(("Year 8", "Autumn", "Fair"))
    )
    address = uploaded(rosa, page, short, kind=KIND)
    notes = rosa.get(address).content.decode()
    assert (
        "1 time of access was read." in notes
        and "those that the statement has now (2)" in notes
        and "Premises" in notes
    )
    rosa.post(address, fields(rosa, address))
    draft = draft_of(page)
    assert draft.premises == "<p>The old hall.</p>" and draft.procedure == "<p>New way.</p>"
    assert [(row.years, row.term, row.what) for row in draft.times.all()] == [([8], "autumn", "Fair")]
    assert "Old way." in Client().get(page.url).content.decode()

    again = docx(heading("Opportunities"), table(("Year 8", "Autumn", "Assembly with a college")))
    address = uploaded(rosa, page, again, kind=KIND)
    rosa.post(address, {**fields(rosa, address), "replace": "on"})
    page.refresh_from_db()
    page.latest_revision.publish()
    assert page.procedure != "" and ProviderAccessPage.objects.get().times.count() == 1
    assert ProviderAccessPage.objects.get().times.get().what == kept.what


def test_what_is_not_placed_never_reaches_the_public(rosa, ours):
    address = uploaded(rosa, ours.home, STATEMENT, kind=KIND)
    rosa.post(address, fields(rosa, address))
    page = ProviderAccessPage.objects.get()
    draft = draft_of(page)
    draft.meetings_second = "<p>Two meetings in Year 10.</p>"
    draft.save_revision().publish()
    public = Client().get(page.url).content.decode()
    assert "Assembly with a college" in public and "Visitors sign in" in public
    assert "A college and a training provider." not in public and "policy.docx" not in public


def test_the_editor_can_go_on_with_the_draft(rosa, ours):
    address = uploaded(rosa, ours.home, STATEMENT, kind=KIND)
    html = rosa.post(address, fields(rosa, address), follow=True).content.decode()
    assert "times of access: 6" in html and "Nothing is published" in html
    assert "Taken from" in html and "A college and a training provider." in html


def test_whose_it_is_and_where_the_way_in_stands(rosa, ours):
    theirs = create_school(urn=900822, name="Beacon Row School", type_code="01", low_age=11, high_age=18)
    stranger = signed_in(person(theirs, "Zed"))
    way_in = reverse("schools_word_upload", args=[KIND, ours.home.pk])
    assert way_in in rosa.get(reverse("wagtailadmin_explore", args=[ours.home.pk])).content.decode()
    assert stranger.get(way_in).status_code == upload(stranger, ours.home, STATEMENT, kind=KIND).status_code == 404
    address = uploaded(rosa, ours.home, STATEMENT, kind=KIND)
    document = HubDocument.objects.get()
    crossed = reverse("schools_word_preview", args=[KIND, theirs.home.pk, document.pk])
    assert stranger.get(crossed).status_code == stranger.post(crossed, {"discard": "1"}).status_code == 404
    governor = signed_in(person(ours, "Gita", Role.GOVERNOR))
    assert governor.get(way_in).status_code == 302
    assert rosa.get(reverse("schools_word_upload", args=["none", ours.home.pk])).status_code == 404
    rosa.post(address, fields(rosa, address))
    page = ProviderAccessPage.objects.get()
    edit = rosa.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("schools_word_upload", args=[KIND, page.pk]) in edit
    assert rosa.get(reverse("schools_word_upload", args=["policy", page.pk])).status_code == 404


def test_the_original_of_one_page_is_not_deleted_by_way_of_another(rosa, ours):
    address = uploaded(rosa, ours.home, POLICY)
    rosa.post(address, fields(rosa, address))
    document = HubDocument.objects.get()
    rosa.post(reverse("schools_word_preview", args=[KIND, ours.home.pk, document.pk]), {"discard": "1"})
    assert HubDocument.objects.filter(pk=document.pk).exists()


def test_the_same_files_are_refused(rosa, ours):
    for name, data, said in (
        ("s.docx", b"%PDF-1.7", "This is a PDF"),
        ("s.docx", docx(paragraph("x"), parts={"word/vbaProject.bin": b"x"}), "macros"),
        ("s.docx", STATEMENT[:-30], "damaged"),
    ):
        answer = upload(rosa, ours.home, data, name, kind=KIND)
        assert answer.status_code == 200 and said in answer.context["form"].errors["document"][0]
    assert not HubDocument.objects.exists() and not ProviderAccessPage.objects.exists()
