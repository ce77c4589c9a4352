"""The addresses of files: who may have them, under what name, and that nobody fetches the same twice."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import PageViewRestriction

from hub.core.documents.word import WORD_TYPE
from resources.documents import files
from resources.documents.offered import downloads_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(unit, sheet):
    return [
        reverse("lesson_plan_docx", args=[unit.pk, "11111111"]),
        reverse("sheet_docx", args=[sheet.pk]),
        reverse("sheet_answers_docx", args=[sheet.pk]),
    ]


def test_each_file_has_a_type_a_name_and_no_cookie(client, addresses):
    names = []
    for address in addresses:
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, WORD_TYPE)
        assert not response.cookies
        assert "public" in response["Cache-Control"]
        assert int(response["Content-Length"]) == len(b"".join(response.streaming_content))
        names.append(response["Content-Disposition"])
    assert names == [
        'attachment; filename="Locked, shut or open.docx"',
        'attachment; filename="Six statements.docx"',
        'attachment; filename="Answers and notes Six statements.docx"',
    ]


def test_a_name_in_another_script_is_written_as_headers_want_it(client, sheet):
    sheet.title = "کیریئر"
    sheet.save()
    assert "filename*=utf-8''" in client.get(reverse("sheet_docx", args=[sheet.pk]))["Content-Disposition"]


def test_who_has_a_file_is_told_so_until_it_changes(client, sheet, addresses):
    for address in addresses:
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        head = client.head(address)
        assert (head.status_code, head.getvalue()) == (200, b"")
    before = client.get(addresses[1])["ETag"]
    sheet.title = "Seven statements"
    sheet.save_revision(clean=False).publish()
    changed = client.get(addresses[1], headers={"If-None-Match": before})
    assert changed.status_code == 200
    assert changed["Last-Modified"]
    assert client.get(addresses[0])["ETag"]


def test_a_plan_is_another_once_a_sheet_of_it_has_another_title(client, unit, sheet, addresses):
    before = client.get(addresses[0])["ETag"]
    sheet.title = "Seven statements"
    sheet.save()
    assert client.get(addresses[0])["ETag"] != before


def test_a_file_is_made_once_a_version(client, sheet, addresses):
    client.get(addresses[1])
    sheet.refresh_from_db()
    kept = files.sheet_file(sheet)
    assert cache.get(f"documents:{kept.version}") == kept.content()


@pytest.mark.parametrize(
    "address", ["sheets/999999.docx", f"sheets/{10**25}.docx", "sheets/999999-answers.docx", "lessons/999999-1a.docx"]
)
def test_what_is_not_there_is_not_found(client, home, address):
    assert client.get(f"/downloads/{address}").status_code == 404


def test_a_lesson_that_is_gone_a_page_that_is_no_sheet_and_a_sheet_without_answers_are_not_found(client, unit, slides):
    assert client.get(reverse("lesson_plan_docx", args=[unit.pk, "44444444"])).status_code == 404
    assert client.get(reverse("sheet_docx", args=[slides.pk])).status_code == 404
    assert client.get(reverse("sheet_answers_docx", args=[slides.pk])).status_code == 404


def test_what_is_not_public_is_not_found(client, unit, sheet, addresses):
    PageViewRestriction.objects.create(page=sheet, restriction_type=PageViewRestriction.LOGIN)
    assert [client.get(each).status_code for each in addresses] == [200, 404, 404]
    assert sheet.title not in b"".join(client.get(addresses[0]).streaming_content).decode("latin-1")
    unit.unpublish()
    assert client.get(addresses[0]).status_code == 404


def test_only_reading_is_allowed(client, addresses):
    assert [client.post(each).status_code for each in addresses] == [405, 405, 405]


def test_crawlers_are_asked_to_leave_files_alone(client, home):
    assert "Disallow: /downloads/" in client.get("/robots.txt").content.decode()


def test_pages_offer_the_files_that_there_are(client, unit, sheet, slides, addresses):
    lesson = client.get(unit.lesson_url("11111111")).content.decode()
    zipped = reverse("unit_zip", args=[unit.pk])
    assert f'href="{addresses[0]}"' in lesson and f'href="{zipped}"' in lesson
    assert f'href="{zipped}"' in client.get(unit.url).content.decode()
    page = client.get(sheet.url).content.decode()
    assert all(f'href="{each}"' in page for each in addresses[1:])
    talk = client.get(slides.url).content.decode()
    assert f'href="{reverse("slides_pptx", args=[slides.pk])}"' in talk
    assert "(Word)" not in talk


def test_every_file_that_a_page_offers_is_given(client, slides, sheet):
    offered = [each.url for page in (sheet, slides) for each in downloads_of(page)]
    assert len(offered) == 3
    assert [client.get(address).status_code for address in offered] == [200, 200, 200]


def test_a_file_is_made_again_where_the_cache_holds_something_else():
    file = files.File("plan.docx", WORD_TYPE, version="plan-1", changed=None, make=lambda: b"made")
    cache.set("documents:plan-1", "rubbish")
    assert file.content() == b"made" and cache.get("documents:plan-1") == b"made"
