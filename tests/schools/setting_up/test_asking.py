"""The page that sets up many schools takes a file, or boroughs and types, and says first what would happen."""

import datetime
import random
import string

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from hub.schools.invitations.inviting import Invitee
from hub.schools.models import Role, SetUpRun
from hub.schools.setting_up.asking import FILE_MOST, ROWS_MOST
from hub.schools.setting_up.plans import Plan, seal, unseal
from hub.schools.setting_up.rows import Row
from tests.schools.setting_up.conftest import MANY, SEALED, lines_of, made, plan_of, text_of


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


def test_a_changed_or_old_plan_is_refused(look, editor):
    sealed = plan_of(look())
    for path in ("begin/", "report.csv"):
        for wrong in ("", "x", sealed[:-1]):
            assert "no longer valid" in editor.post(f"{MANY}{path}", {"plan": wrong}, follow=True).content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        assert unseal(sealed) is None
    assert not SetUpRun.objects.exists()


def test_the_largest_file_fits_into_the_form_that_begins(settings):
    """With names and addresses that have nothing in common, which no compression makes much smaller."""
    draw = random.Random(5)

    def letters(count: int) -> str:
        return "".join(draw.choices(string.ascii_letters + string.digits, k=count))

    # No line of the largest file is longer than what is left of its size.
    per_line = FILE_MOST // ROWS_MOST - len("900901,,@b.example,\n")
    people = [
        Invitee(f"{letters(per_line // 2)}@b.example", Role.HEAD, letters(per_line // 2)) for _ in range(ROWS_MOST)
    ]
    plan = Plan("people.csv", [Row(n, 900901 + n, person) for n, person in enumerate(people)], [])
    assert FILE_MOST / 2 < len(seal(plan)) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE


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
    assert "2 900101 is not in the register" in page and "Rows that nothing comes of: 2" in page


def test_the_screen_that_finds_one_school_leads_here(editor):
    assert f'href="{MANY}"' in editor.get("/admin/schools/add/").content.decode()
