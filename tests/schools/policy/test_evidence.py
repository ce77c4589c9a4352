"""Signed minutes are evidence: nobody changes them by any way in, and their SHA-256 stands in the record."""

import copy
import hashlib
import importlib

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hub.accounts.models import User
from hub.media.evidence import EvidenceKept
from hub.media.models import HubDocument
from hub.schools.models import Approval, Role
from hub.schools.policy.approvals.recording import record_approval
from hub.schools.tenancy.provisioning import create_school, ensure_central_groups
from tests.conftest import TODAY
from tests.schools.policy.approving import signed_in
from tests.schools.staffed import Staffed, by_the_board, person, staffed_alone

pytestmark = pytest.mark.django_db
SIGNED = b"%PDF-1.7 signed"
OTHER = b"%PDF-1.7 forged"
SHA256 = hashlib.sha256(SIGNED).hexdigest()
REFUSAL = "evidence of a recorded approval"


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY)


@pytest.fixture
def ours(made, db, on_disk) -> Staffed:
    return copy.deepcopy(made)


@pytest.fixture
def approval(ours, on) -> Approval:
    decided = by_the_board(on, signed_minutes=("minutes.pdf", SIGNED))
    return record_approval(ours.policy, decided=decided, on=on, user=ours.people[Role.CLERK])


@pytest.fixture
def minutes(approval) -> HubDocument:
    assert approval.signed_minutes
    return approval.signed_minutes


def everybody(ours: Staffed) -> list[User]:
    editor = User.objects.create_user("editor@hub.example", "secret")
    editor.groups.add(ensure_central_groups())
    return [*ours.people.values(), editor, User.objects.create_superuser("root@hub.example", "secret")]


def untouched(document: HubDocument) -> bool:
    kept = HubDocument.objects.get(pk=document.pk)
    same = (kept.title, kept.file.name, kept.collection_id) == (
        document.title,
        document.file.name,
        document.collection_id,
    )
    return same and kept.is_private and kept.file.read() == SIGNED


def test_the_form_neither_replaces_nor_deletes_it_whoever_asks(ours, minutes):
    fields = {"title": "Other", "file": SimpleUploadedFile("other.pdf", OTHER), "collection": "1", "tags": ""}
    for user in everybody(ours):
        client = signed_in(user)
        for name, posted in (("edit", fields), ("delete", {})):
            address = reverse(f"wagtaildocs:{name}", args=[minutes.pk])
            for answer in (client.get(address, follow=True), client.post(address, posted, follow=True)):
                assert answer.status_code in (200, 403), (user, name)
                if user != ours.people[Role.GOVERNOR]:  # who has no list of documents to come back to
                    assert REFUSAL in answer.content.decode(), (user, name)
        assert untouched(minutes), user


def test_the_forms_of_many_uploads_refuse_it_in_words(ours, minutes):
    for user in (ours.people[Role.CAREERS_LEADER], User.objects.create_superuser("root@hub.example", "secret")):
        for name in ("edit_multiple", "delete_multiple"):
            address = reverse(f"wagtaildocs:{name}", args=[minutes.pk])
            answer = signed_in(user).post(address, {}, headers={"x-requested-with": "XMLHttpRequest"})
            assert answer.status_code == 403 and REFUSAL in answer.json()["error_message"]
    assert untouched(minutes)


@pytest.mark.parametrize("action", ["delete", "add_to_collection", "add_tags"])
def test_no_bulk_action_takes_it(ours, minutes, action):
    root = User.objects.create_superuser("root@hub.example", "secret")
    address = reverse("wagtail_bulk_action", args=["media", "hubdocument", action])
    posted = {"collection": "1", "tags": "gone", "next": "/admin/"}
    answer = signed_in(root).post(f"{address}?id={minutes.pk}", posted, follow=True)
    assert answer.status_code == 200 and REFUSAL in answer.content.decode()
    signed_in(root).post(f"{address}?id=all", posted)
    assert untouched(minutes) and not minutes.tags.exists()


def test_the_model_refuses_whatever_asked_nobody(minutes):
    for change in (
        minutes.delete,
        minutes.save,
        HubDocument.objects.filter(pk=minutes.pk).delete,
        lambda: HubDocument.objects.update(title="Other"),
    ):
        with pytest.raises(EvidenceKept):
            change()
    assert untouched(minutes)
    assert minutes.get_file_hash() and minutes.get_file_size()  # what Wagtail measures may be kept


def test_other_files_are_changed_and_deleted_as_ever(ours, minutes):
    other = HubDocument(title="Leaflet", collection=minutes.collection)
    other.file.save("leaflet.pdf", SimpleUploadedFile("leaflet.pdf", OTHER))
    leader = signed_in(ours.people[Role.CAREERS_LEADER])
    listed = leader.get(reverse("wagtaildocs:index")).content.decode()
    assert "Leaflet" in listed and "minutes.pdf" not in listed
    assert leader.post(reverse("wagtaildocs:delete", args=[other.pk])).status_code == 302
    assert not HubDocument.objects.filter(pk=other.pk).exists()


def test_another_school_does_not_even_learn_that_it_is_evidence(ours, minutes):
    other = create_school(urn=900802, name="Hazel Row School", type_code="01", low_age=11, high_age=18)
    answer = signed_in(person(other, Role.CAREERS_LEADER)).get(
        reverse("wagtaildocs:edit", args=[minutes.pk]), follow=True
    )
    assert REFUSAL not in answer.content.decode()


def test_its_sha_256_is_in_the_record_and_on_both_pages(ours, approval, client):
    assert approval.minutes_sha256 == SHA256
    record = reverse("schools_record_approval", args=[ours.policy.pk])
    assert SHA256 in signed_in(ours.people[Role.GOVERNOR]).get(record).content.decode()
    public = f"/schools/quince-hill-school-900801/approved-policies/{approval.pk}/"
    assert SHA256 in client.get(public).content.decode()


def test_records_made_before_there_were_hashes_are_given_theirs(approval, minutes):
    migration = importlib.import_module("hub.schools.migrations.0018_approval_evidence")
    plain = Approval._base_manager
    plain.update(minutes_sha256="", recorded_by_name="")

    class Before:
        """The registry of a migration, whose models have no rules of their own."""

        @staticmethod
        def get_model(app: str, name: str) -> type:
            model = apps.get_model(app, name)
            return type("Approval", (), {"objects": model._base_manager})

    migration.fill(Before, None)
    approval.refresh_from_db()
    assert approval.minutes_sha256 == SHA256 and approval.recorded_by_name == "clerk"
