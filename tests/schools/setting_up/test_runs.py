"""The page that sets up many schools: looked at first, then in portions that may be interrupted and shared."""

import csv
import datetime
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection

from hub.accounts.models import User
from hub.schools.models import Invitation, Role, SchoolHomePage, SchoolIndexPage, SetUpRun
from hub.schools.setting_up import runs
from hub.schools.setting_up.asking import FILE_MOST, ROWS_MOST
from hub.schools.setting_up.many import Problem, Row
from hub.schools.setting_up.plans import Plan, seal, unseal
from hub.schools.tenancy.people import join
from hub.schools.tenancy.provisioning import ensure_central_groups

MANY = "/admin/schools/add/many/"
SEALED = re.compile(r'name="plan" value="([^"]+)"')
Rows = list[tuple[Any, ...]]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff(registered) -> User:
    user = User.objects.create_user("editor@hub.example", "secret", first_name="Ada", last_name="Ito")
    user.groups.add(ensure_central_groups())
    return user


@pytest.fixture
def editor(staff) -> Client:
    return signed_in(staff)


@pytest.fixture
def look(editor, people) -> Callable[..., str]:
    """Return what the page answers to a file: its content, or that of `people`."""

    def looked(content: bytes | None = None, name: str = "people.csv") -> str:
        file = SimpleUploadedFile(name, people.read_bytes() if content is None else content)
        return editor.post(MANY, {"file": file}).content.decode()

    return looked


def plan_of(page: str) -> str:
    (sealed,) = SEALED.findall(page)
    return sealed


@pytest.fixture
def begun(look, editor) -> SetUpRun:
    editor.post(f"{MANY}begin/", {"plan": plan_of(look())})
    return SetUpRun.objects.get()


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def made() -> tuple[Rows, Rows, Rows]:
    """Return what setting up has written: pages and collections in their order, and invitations."""
    pages = SchoolHomePage.objects.order_by("path").values_list("title", "slug", "live", "school", "path")
    invitations = Invitation.objects.order_by("address").values_list("school", "role", "address", "name")
    return list(pages), list(Collection.objects.order_by("path").values_list("path", "name")), list(invitations)


def lines_of(response: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_looking_writes_nothing_and_says_what_would_happen(look, django_assert_max_num_queries):
    nothing = made()
    page = text_of(look())
    assert "Schools that get pages, as drafts: 2" in page
    assert "People who are invited: 2" in page
    assert "Rows that nothing comes of: 6" in page
    assert "7 abc is no URN" in page and "5 900902 has closed" in page
    assert (made(), SetUpRun.objects.count(), mail.outbox) == (nothing, 0, [])


def test_looking_at_more_rows_asks_the_database_no_oftener(look, django_assert_max_num_queries):
    rows = b"".join(b"900901,someone%d@school.example\n" % number for number in range(400))
    with django_assert_max_num_queries(30):
        assert "People who are invited: 400" in text_of(look(b"urn,email\n" + rows))


def test_what_is_there_already_is_counted(look, editor, begun):
    runs.go_on(begun.pk)
    page = look()
    assert "have pages already, and keep them: 2" in text_of(page)
    assert "invited before, and get no second letter: 2" in text_of(page)
    assert ">Begin<" not in page


def test_the_rows_that_nothing_comes_of_are_cut_on_the_page_and_whole_in_the_file(look, editor):
    page = look(b"urn,email\n" + b"=1+1,\n" * 60 + b"900903,\n")
    assert "These are the first 50 of 60" in text_of(page)
    report = lines_of(editor.post(f"{MANY}report.csv", {"plan": plan_of(page)}))
    assert [row[0] for row in report] == ["line", *map(str, range(2, 62))]
    assert report[1][1].startswith("'=")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "people.csv", "The file is empty"),
        (b"PK\x03\x04", "people.xlsx", "people.xlsx"),
        (b"name,email\nx,y\n", "../../people.csv", "people.csv has no column URN"),
        (b"urn\n", "people.csv", "a heading and no rows"),
        (b"urn\n" + b"1" * FILE_MOST, "people.csv", "more than 1.0"),
        (b"urn\n" + b"900901\n" * (ROWS_MOST + 1), "people.csv", f"more than {ROWS_MOST} rows"),
        (b"urn,name\n900901,\x81\n", "people.csv", "cannot be read to its end"),
    ],
)
def test_a_file_that_is_not_taken_says_why_without_naming_a_folder(look, content, name, said):
    page = look(content, name).replace("\xa0", " ")
    assert said in page
    assert "/tmp" not in page and not SEALED.findall(page)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_each_encoding_that_the_command_reads_is_read(look, encoding):
    content = "urn;name;email\r\n900903;Zoë Señal;zoe@school.example\r\n".encode(encoding)
    plan = unseal(plan_of(look(content)))
    assert plan is not None
    assert [row.invitee and row.invitee.name for row in plan.rows] == ["Zoë Señal"]


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


def test_a_changed_or_old_plan_is_refused(look, editor):
    sealed = plan_of(look())
    for path in ("begin/", "report.csv"):
        for wrong in ("", "x", sealed[:-1]):
            assert "no longer valid" in editor.post(f"{MANY}{path}", {"plan": wrong}, follow=True).content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        assert unseal(sealed) is None
    assert not SetUpRun.objects.exists()


def test_the_largest_file_fits_into_the_form_that_begins(settings):
    rows = [Row(n, 900901, None) for n in range(ROWS_MOST // 2)]
    problems = [Problem(n, "x" * 200, "is no email address") for n in range(ROWS_MOST // 2)]
    assert len(seal(Plan("people.csv", rows, problems))) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 2


def test_the_open_schools_of_boroughs_and_types_are_set_up_without_people(editor, registered):
    page = editor.post(MANY, {"filter": "1", "borough": ["camden", "hackney"]}).content.decode()
    assert "Schools that get pages, as drafts: 2" in text_of(page)
    editor.post(f"{MANY}begin/", {"plan": plan_of(page)})
    runs.go_on(SetUpRun.objects.get().pk)
    assert [page[3] for page in made()[0]] == [registered[900901].pk, registered[900903].pk]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Choose boroughs, types or both"),
        ({"borough": ["atlantis"]}, "atlantis"),
        ({"borough": ["barnet"]}, "No open school of the register fits"),
    ],
)
def test_a_filter_that_finds_nothing_says_so(editor, asked, said):
    assert said in editor.post(MANY, {"filter": "1", **asked}).content.decode()


def test_the_file_to_begin_from_is_one_that_is_read(editor, look):
    content = editor.get(f"{MANY}template.csv").content
    page = text_of(look(content))
    assert "2 123456 is not in the register" in page and "Rows that nothing comes of: 2" in page


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


def test_the_screen_that_finds_one_school_leads_here(editor):
    assert f'href="{MANY}"' in editor.get("/admin/schools/add/").content.decode()
