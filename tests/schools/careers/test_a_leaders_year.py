"""A careers leader and next year's programme, on the days that matter: November, June, the last of August, the first
of September. Through the admin's own forms, with a translation that follows.
"""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import Translation, TranslationSource

from hub.publication.dates import AcademicYear
from hub.publication.sources import findings_of
from hub.schools.careers.past_programmes import programme_of
from hub.schools.duties.due import due_at
from hub.schools.models import CareersPage, NextProgramme, PastProgramme, Role
from tests.schools.policy.approving import signed_in
from tests.schools.staffed import Staffed, staffed

pytestmark = pytest.mark.django_db
NOVEMBER, JUNE = datetime.date(2026, 11, 23), datetime.date(2027, 6, 1)
LAST, FIRST = datetime.date(2027, 8, 31), datetime.date(2027, 9, 1)
PAGE = "/schools/quince-hill-school-900801/careers/"
THIS, NEXT = AcademicYear(2026), AcademicYear(2027)


@pytest.fixture
def clock(time_machine):
    """Set the day, ten in the morning."""
    return lambda day: time_machine.move_to(datetime.datetime.combine(day, datetime.time(10), tzinfo=datetime.UTC))


@pytest.fixture
def ours(index, clock, django_capture_on_commit_callbacks) -> Staffed:
    """A school whose careers page is public in Bengali too, each text with the language before it."""
    clock(NOVEMBER)
    made = staffed(index, NOVEMBER)
    made.careers.get_latest_revision().publish()
    source, _created = TranslationSource.update_or_create_from_instance(CareersPage.objects.get(pk=made.careers.pk))
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get_or_create(language_code="bn")[0]
    )
    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"bn {entry.msgid}"
    translation.import_po(po)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    return made


def in_june(ours: Staffed, clock) -> Client:
    """The careers leader, signed in on 1 June."""
    clock(JUNE)
    return signed_in(ours.people[Role.CAREERS_LEADER])


def page_of(ours: Staffed) -> CareersPage:
    return CareersPage.objects.get(pk=ours.careers.pk)


def in_bengali(ours: Staffed) -> CareersPage:
    return page_of(ours).get_translations().get().specific


def state_of(ours: Staffed, rule: str, on: datetime.date) -> str:
    return next(each.status.value for each in findings_of(page_of(ours), on=on) if each.rule.id == rule)


def test_next_years_programme_from_november_to_the_first_of_september(ours, clock, client, capsys):
    page = page_of(ours)
    carry_over, form = (reverse(name, args=[page.pk]) for name in ("schools_carry_over", "schools_next_year"))
    before = [row.title for row in page.programme.all()]

    leader = in_june(ours, clock)
    asked = " ".join(leader.get(carry_over).content.decode().split())
    assert "it becomes public on 1 September 2027, by itself" in asked
    assert "When the new programme takes its place on 1 September 2027" in asked and "new page" not in asked
    leader.post(carry_over, {"seen": page.latest_revision_id})
    data = querydict_from_html(leader.get(form).content.decode(), form_id="w-editor-form")
    data["rows-0-title"], data["programme_summary"] = "A week at the boatyard", data["programme_summary"]
    assert "becomes public on 1 September 2027" in leader.post(form, data, follow=True).content.decode()
    assert "A week at the boatyard" in leader.get(reverse("schools_next_year_preview", args=[page.pk])).content.decode()

    # The public page stays free: a wrong number is put right meanwhile.
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = querydict_from_html(leader.get(edit).content.decode(), form_id="page-edit-form")
    sent["careers_leader_telephone"], sent["body-count"], sent["action-publish"] = "020 7946 0999", "0", "1"
    assert leader.post(edit, sent).status_code == 302

    clock(LAST)
    call_command("take_over_programmes")
    assert [row.title for row in page_of(ours).programme.all()] == before
    assert page_of(ours).academic_year == str(THIS) and NextProgramme.objects.exists()
    read = client.get(PAGE).content.decode()
    assert "020 7946 0999" in read and "boatyard" not in read and state_of(ours, "PUB-04", LAST) == "met", (
        "nothing to do"
    )

    clock(FIRST)
    assert state_of(ours, "PUB-04", FIRST) == "overdue", "until the day's work has run"
    call_command("take_over_programmes")
    page = page_of(ours)
    assert page.academic_year == str(NEXT) and page.programme.first().title == "A week at the boatyard"
    assert not NextProgramme.objects.exists() and not page.has_unpublished_changes
    assert state_of(ours, "PUB-04", FIRST) == "met"
    read = client.get(PAGE).content.decode()
    assert "020 7946 0999" in read and "boatyard" in read
    assert [row.title for row in programme_of(ours.school, THIS)] == before
    assert PastProgramme.objects.get().academic_year == str(THIS)


def test_the_translation_keeps_its_words_and_follows_on_the_day(ours, clock, client):
    page = page_of(ours)
    in_june(ours, clock).post(reverse("schools_carry_over", args=[page.pk]), {"seen": page.latest_revision_id})
    row = NextProgramme.objects.get().rows.last()
    row.title = "A week at the boatyard"
    row.save()
    kept = page.programme.first().title
    assert in_bengali(ours).programme.first().title == f"bn {kept}"
    clock(FIRST)
    call_command("take_over_programmes")
    bengali = in_bengali(ours)
    titles = [each.title for each in bengali.programme.all()]
    assert bengali.academic_year == str(NEXT) and titles[0] == f"bn {kept}"
    assert len(titles) == page_of(ours).programme.count()


def test_the_roll_up_of_the_first_of_september_finds_the_new_year(ours, clock, capsys):
    page = page_of(ours)
    in_june(ours, clock).post(reverse("schools_carry_over", args=[page.pk]), {"seen": page.latest_revision_id})
    clock(FIRST)
    call_command("tick")
    assert page_of(ours).academic_year == str(NEXT)
    capsys.readouterr()
    call_command("duties", "--school", "900801", "--on", FIRST.isoformat())
    said = capsys.readouterr().out
    line = next(each for each in said.splitlines() if "PUB-04" in each)
    assert "overdue" not in line and "missing" not in line, line


def test_nobody_is_reminded_of_a_year_whose_next_programme_waits(ours, clock):
    august = datetime.date(2027, 8, 1)
    page = page_of(ours)
    leader = in_june(ours, clock)
    assert due_of(ours, august) == {"PUB-04"}
    leader.post(reverse("schools_carry_over", args=[page.pk]), {"seen": page.latest_revision_id})
    assert due_of(ours, august) == set()
    page.unpublish()
    assert "PUB-04" not in due_of(ours, august), "not public: missing, and no date"
    assert state_of(ours, "PUB-04", FIRST) != "met"


def due_of(ours: Staffed, on: datetime.date) -> set[str]:
    return {due.rule for due in due_at(ours.school, on=on) if due.rule == "PUB-04" and due.day == LAST}
