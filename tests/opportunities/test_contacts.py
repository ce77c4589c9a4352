"""A school's own contacts: consent, thanks, files, erasing. Whose they are is tested in tests/isolation."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import User
from hub.opportunities.contacts.files import as_csv, dry_run
from hub.opportunities.models import Contact
from hub.schools.models import Role
from hub.schools.tenancy.provisioning import create_school
from tests.factories.people import staff
from tests.factories.schools import SchoolIndexPageFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HEADINGS = "name,organisation,how they belong to the school,email,what they agreed to be asked for,consent given on"


@pytest.fixture
def on() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def made(home):
    SchoolIndexPageFactory(parent=home)
    return create_school(urn=900811, name="Quince Hill School", type_code="01", low_age=11, high_age=18)


@pytest.fixture
def leader(made) -> Client:
    user = User.objects.create_user("leader@quince.example", "secret")
    staff(user, made, Role.CAREERS_LEADER)
    client = Client()
    client.force_login(user)
    return client


def contact(made, on, **changes) -> Contact:
    values = {"name": "Sam Okoro", "kind": "alumni", "email": "sam@okoro.example", "purpose": "talks"}
    return Contact.objects.create(**{"school": made.school, "consent_on": on - 100 * DAY, **values, **changes})


DATA = {
    "name": "Sam Okoro",
    "organisation": "Okoro Bikes",
    "kind": "alumni",
    "offers": "Talks on starting a firm",
    "email": "sam@okoro.example",
    "telephone": "",
    "purpose": "Talks at this school",
    "consent_on": "1 September 2026",
    "last_asked": "",
    "last_thanked": "",
    "next_step": "",
    "next_on": "",
}


def test_a_contact_is_added_changed_and_deleted_for_good(leader, made):
    assert leader.post(reverse("opportunities_contact_add"), DATA).status_code == 302
    kept = Contact.objects.get()
    assert kept.school == made.school and kept.consent_on == datetime.date(2026, 9, 1)
    own = reverse("opportunities_contact", args=[kept.pk])
    assert leader.post(own, {**DATA, "offers": "Mock interviews"}).status_code == 302
    assert "Mock interviews" in leader.get(reverse("opportunities_contacts")).content.decode()
    gone = reverse("opportunities_contact_delete", args=[kept.pk])
    assert leader.get(gone).status_code == 200 and Contact.objects.exists()
    leader.post(gone)
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"consent_on": ""}, "This field is required"),
        ({"consent_on": "1 September 2031"}, "still to come"),
        ({"purpose": ""}, "This field is required"),
        ({"email": ""}, "an email address or a telephone number"),
        ({"email": "a@b"}, "valid email"),
        ({"telephone": "call"}, "Only the number here"),
        ({"kind": "pupil"}, "Select a valid choice"),
    ],
)
def test_without_consent_or_a_way_to_reach_them_nobody_is_kept(leader, changes, words):
    response = leader.post(reverse("opportunities_contact_add"), {**DATA, **changes})
    assert response.status_code == 400 and words in response.content.decode()
    assert not Contact.objects.exists()


def test_who_was_asked_a_week_ago_is_to_be_thanked_until_somebody_has(leader, made, on):
    early = contact(made, on, last_asked=on - 8 * DAY, last_thanked=on - 30 * DAY)
    contact(made, on, name="Asked yesterday", last_asked=on - DAY)
    contact(made, on, name="Thanked", last_asked=on - 8 * DAY, last_thanked=on - DAY)
    contact(made, on, name="Never asked")
    assert list(Contact.objects.to_thank(on=on)) == [early]
    assert "1 person was asked" in leader.get(reverse("opportunities_contacts")).content.decode()
    leader.post(reverse("opportunities_contact_thanked", args=[early.pk]))
    assert not Contact.objects.to_thank(on=on).exists()


def upload(leader, text: str, **more):
    file = SimpleUploadedFile("contacts.csv", text.encode(), content_type="text/csv")
    return leader.post(reverse("opportunities_contacts_import"), {"file": file, **more})


GOOD = "Ana Diaz,Diaz Ltd,Local firm or organisation,ana@diaz.example,Visits,1/9/2026"


def test_a_file_is_looked_at_before_anything_is_kept(leader, made):
    response = upload(leader, f"{HEADINGS}\n{GOOD}\n")
    assert response.status_code == 200 and "Ana Diaz" in response.content.decode()
    assert not Contact.objects.exists()
    keep = {"keep": "1", "text": f"{HEADINGS}\r\n{GOOD}\r\n"}
    assert leader.post(reverse("opportunities_contacts_import"), keep).status_code == 302
    assert Contact.objects.get().organisation == "Diaz Ltd"


def test_a_wrong_line_is_named_and_keeps_the_whole_file_out(leader, made):
    text = f"{HEADINGS}\n{GOOD}\nBo,,Parent or carer,bo@b.example,Talks,\nCy,,Pupil,cy@c.example,Talks,1/9/2026\n"
    html = upload(leader, text).content.decode()
    assert "Line 3 (Bo):" in html and "Line 4 (Cy):" in html and "This field is required" in html
    leader.post(reverse("opportunities_contacts_import"), {"keep": "1", "text": text})
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,email\nAna,a@b.example", "These headings are missing"),
        ("", "The submitted file is empty"),
        (HEADINGS, "no line below the headings"),
        (HEADINGS + f"\n{GOOD}" * 502, "More than 500 lines"),
        ("\x00\xff;;\n;;\n", "no line below the headings"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(leader, text, words):
    response = upload(leader, text)
    assert response.status_code == 400 and words in response.content.decode()


def test_what_is_downloaded_can_be_read_back_and_runs_no_formula(leader, made, on):
    contact(made, on, name="=HYPERLINK(1)", organisation="Okoro, Bikes")
    text = leader.get(reverse("opportunities_contacts_export")).content.decode()
    assert "'=HYPERLINK(1)" in text
    again = dry_run(text, school=made.school, on=on)
    assert [line.state for line in again.lines] == ["same"]
    Contact.objects.all().delete()
    assert [line.state for line in dry_run(text, school=made.school, on=on).lines] == ["new"]
    assert as_csv([]).count("\n") == 1


def test_three_years_after_consent_and_the_last_time_they_were_asked_they_are_erased(made, on):
    contact(made, on, name="Old", consent_on=on - 1200 * DAY)
    contact(made, on, name="Asked since", consent_on=on - 1200 * DAY, last_asked=on - 300 * DAY)
    call_command("erase_ended")
    assert [each.name for each in Contact.objects.all()] == ["Asked since"]
