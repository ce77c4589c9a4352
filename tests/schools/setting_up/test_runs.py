"""Runs that set up many schools: begun once, gone on with in portions, interrupted, discarded and forgotten."""

import datetime
import io

import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import Invitation, Role, School, SchoolHomePage, SchoolIndexPage, SetUpRun
from hub.schools.setting_up import runs
from hub.schools.tenancy.people import join
from tests.factories.pages import StandardPageFactory
from tests.schools.setting_up.conftest import MANY, lines_of, made, plan_of, signed_in, text_of


def test_what_is_there_already_is_counted(look, editor, begun):
    runs.go_on(begun.pk)
    page = look()
    assert "have pages already, and keep them: 2" in text_of(page)
    assert "invited before, and get no second letter: 2" in text_of(page)
    assert ">Begin<" not in page


def test_a_run_in_portions_ends_as_the_command_does(begun, people, tmp_path, staff, django_capture_on_commit_callbacks):
    with transaction.atomic():
        call_command(
            "create_schools", str(people), report=tmp_path / "report.csv", stdout=io.StringIO(), stderr=io.StringIO()
        )
        expected = made()
        transaction.set_rollback(True)
    assert made() != expected
    goes = 0
    with django_capture_on_commit_callbacks(execute=True):
        while not SetUpRun.objects.get().is_finished:
            runs.go_on(begun.pk, seconds=0)
            goes += 1
    assert goes == begun.total == 5
    assert made() == expected
    assert sorted(letter.to[0] for letter in mail.outbox) == ["chair@school.example", "noor@school.example"]
    assert "Ada Ito asks you" in mail.outbox[0].body
    outcome = runs.outcome_of(SetUpRun.objects.get())
    assert (outcome.made, outcome.had_pages, outcome.invited, outcome.invited_before) == (2, 0, 2, 0)
    assert [one.line for one in outcome.problems] == [5, 6, 7, 8, 9, 10]
    assert SetUpRun.objects.get().rows == [], "names and addresses are kept no longer than they are needed"


def test_what_was_interrupted_is_found_again_and_finished(begun, editor):
    runs.go_on(begun.pk, seconds=0)
    other = User.objects.create_superuser("other@hub.example", "secret")
    later = signed_in(other)
    assert "not finished, 1 of 5 rows done" in text_of(later.get(MANY).content.decode())
    path = reverse("schools_set_up_run", args=[begun.pk])
    page = later.get(path).content.decode()
    assert '<progress id="many-bar" max="5" value="1">' in page and ">Go on<" in page
    assert "data-goes-on" not in page
    assert "data-goes-on" in editor.get(f"{path}?begun").content.decode()
    page = later.post(path, follow=True).content.decode()
    assert "Finished: every row is done" in page and ">Go on<" not in page
    assert Invitation.objects.count() == 2
    later.post(path)
    assert Invitation.objects.count() == 2
    assert [row[0] for row in lines_of(later.get(f"{path}report.csv"))][1:] == ["5", "6", "7", "8", "9", "10"]


def test_a_script_is_answered_with_how_far_it_is_and_nothing_around(begun, editor):
    path = reverse("schools_set_up_run", args=[begun.pk])
    answer = editor.post(path, headers={"X-Requested-With": "XMLHttpRequest"}).content.decode()
    assert "data-many-finished" in answer and "<html" not in answer


def test_the_button_pressed_twice_begins_once(look, editor):
    sealed = plan_of(look())
    answers = [editor.post(f"{MANY}begin/", {"plan": sealed}).url for _ in range(2)]
    assert answers[0] == answers[1]
    assert SetUpRun.objects.count() == 1


def test_two_that_go_on_in_turn_do_no_row_twice(begun):
    first, second = SetUpRun.objects.get(), SetUpRun.objects.get()
    for run in (first, second) * 5:
        runs.go_on(run.pk, seconds=0)
    assert SetUpRun.objects.get().done == 5
    assert (SchoolHomePage.objects.count(), Invitation.objects.count()) == (2, 2)
    assert runs.outcome_of(SetUpRun.objects.get()).invited_before == 0


def test_a_hub_without_a_schools_page_says_so_and_the_row_stays_to_be_done(begun, editor):
    SchoolIndexPage.objects.get().delete()
    row = SetUpRun.objects.filter(pk=begun.pk)
    row.update(done=2)
    page = editor.post(reverse("schools_set_up_run", args=[begun.pk])).content.decode()
    assert "There is no schools page" in page and ">Go on<" in page
    assert row.get().done == 2


def test_a_row_that_nothing_can_come_of_holds_up_no_other(begun, editor):
    """Somebody gave another page the address of a school that is still to be set up."""
    index, slug = SchoolIndexPage.objects.get(), School.objects.get(registrations__urn=900901).slug
    StandardPageFactory(parent=index, slug=slug)
    address = reverse("schools_set_up_run", args=[begun.pk])
    while not SetUpRun.objects.get().is_finished:
        assert editor.post(address).status_code == 302
    page = editor.get(address).content.decode()
    assert "already in use" in page and SchoolHomePage.objects.count() == 1
    assert {one.value for one in runs.outcome_of(SetUpRun.objects.get()).problems} >= {"900901"}


def test_what_is_left_of_a_run_is_discarded_and_forgotten(begun, editor):
    runs.go_on(begun.pk, seconds=0)
    address = reverse("schools_set_up_run", args=[begun.pk])
    page = editor.post(address, {"discard": "1"}, follow=True).content.decode()
    run = SetUpRun.objects.get()
    assert run.rows == [] and run.is_discarded and f"Discarded: 1 of {run.total} rows were done" in page
    assert ">Go on<" not in page and f"discarded, 1 of {run.total} rows done" in " ".join(editor.get(MANY).text.split())
    editor.post(address)
    assert SetUpRun.objects.get().done == 1


def test_the_open_schools_of_boroughs_and_types_are_set_up_without_people(editor, registered):
    page = editor.post(MANY, {"filter": "1", "borough": ["camden", "hackney"]}).content.decode()
    assert "Schools that get pages, as drafts: 2" in text_of(page)
    editor.post(f"{MANY}begin/", {"plan": plan_of(page)})
    runs.go_on(SetUpRun.objects.get().pk)
    assert [page[3] for page in made()[0]] == [registered[900901].pk, registered[900903].pk]


def test_a_leader_of_a_school_opens_none_of_it(begun, registered):
    leader = User.objects.create_user("lena@school.example", "secret")
    join(leader, school=registered[900901], role=Role.CAREERS_LEADER)
    client = signed_in(leader)
    for name, arguments in (
        ("schools_set_up_many", []),
        ("schools_set_up_template", []),
        ("schools_set_up_run", [begun.pk]),
        ("schools_set_up_run_report", [begun.pk]),
    ):
        assert client.get(reverse(name, args=arguments)).status_code == 403
    for path in (reverse("schools_set_up_run", args=[begun.pk]), f"{MANY}begin/", f"{MANY}report.csv"):
        assert client.post(path).status_code == 403
    assert SetUpRun.objects.get().done == 0


def test_runs_are_forgotten_after_thirty_days(begun, capsys):
    for days, left in ((29, 1), (31, 0)):
        with time_machine.travel(begun.begun_at + datetime.timedelta(days=days)):
            call_command("forget_set_up_runs")
        assert SetUpRun.objects.count() == left
