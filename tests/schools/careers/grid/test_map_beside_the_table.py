"""The curriculum map beside the table of a programme: of what is saved, and of what is not yet."""

from django.urls import reverse

from hub.schools.models import CareersPage
from tests.schools.careers.grid.conftest import cells, sent


def address(page: CareersPage) -> str:
    return reverse("schools_programme_map", args=[page.pk])


def test_the_table_shows_the_map_of_the_latest_draft(admin_client, page):
    html = admin_client.get(reverse("schools_programme_grid", args=[page.pk])).content.decode()
    assert f'data-school-map="{address(page)}"' in html and "Gatsby: activities in 1 of" in " ".join(html.split())
    assert "no law asks for a map" in html


def test_rows_that_are_not_saved_are_placed_and_nothing_is_written(admin_client, page):
    versions = page.revisions.count()
    row = cells(years="8 to 9", title="A talk at noon", benchmarks="5", minutes="45")
    answer = admin_client.post(address(page), {"rows": sent(row)})
    found = answer.context["school_map"]
    gatsby = next(each for each in found.maps if each.framework.slug == "gatsby")
    row5 = next(each for each in gatsby.strands if each.criterion.slug == "gb5")
    assert [cell.year for cell in row5.cells if cell.units] == [8, 9]
    assert "A talk at noon" in answer.content.decode() and "A day at the docks" not in answer.content.decode()
    assert page.revisions.count() == versions


def test_a_row_with_an_error_is_counted_and_left_out(admin_client, page):
    rows = sent(cells(title="Read", benchmarks="5"), cells(title="Unread", minutes="some time"))
    html = " ".join(admin_client.post(address(page), {"rows": rows}).content.decode().split())
    assert "1 row has a cell that needs another look: it is not on the map." in html
    assert "Unread" not in html


def test_an_empty_table_has_no_map_and_says_when_there_will_be_one(admin_client, page):
    html = admin_client.post(address(page), {"rows": "[]"}).content.decode()
    assert "There is no map yet" in html


def test_a_table_that_did_not_arrive_whole_is_refused(admin_client, page):
    assert admin_client.post(address(page), {"rows": "[{"}).status_code == 400
    too_many = sent(*[cells(title=str(at)) for at in range(1001)])
    assert admin_client.post(address(page), {"rows": too_many}).status_code == 400


def test_what_is_written_in_a_cell_is_text_on_the_map(admin_client, page):
    row = cells(title="<script>alert(1)</script>", benchmarks="5")
    html = admin_client.post(address(page), {"rows": sent(row)}).content.decode()
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_whoever_may_not_edit_the_page_is_led_away(client, page):
    assert client.post(address(page), {"rows": "[]"}).status_code == 302
