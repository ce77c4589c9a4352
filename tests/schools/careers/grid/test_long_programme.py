"""A long programme stays out of the page's form, which could not be sent with it, and goes live with the page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from hub.publication.dates import AcademicYear
from hub.schools.careers.next_year import make_next_programme
from hub.schools.models import CareersPage
from tests.factories.careers import complete_careers_page
from tests.schools.careers.grid.conftest import cells, post, programme, sent
from tests.schools.careers.test_careers_gate import form_data


@pytest.fixture
def long(terms, microsite, on, admin_client) -> CareersPage:
    page = complete_careers_page(microsite, on)
    rows = [cells(title=f"Talk {at}", years="7 to 13", benchmarks="4") for at in range(60)]
    assert post(admin_client, page, sent(*rows)).status_code == 302
    return CareersPage.objects.get(pk=page.pk)


def edited(client, page: CareersPage, **changes):
    data = {key: value for key, value in form_data(page).items() if not key.startswith("programme-")}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, **changes})


def test_the_form_of_the_page_leads_to_the_table_and_shows_no_row(admin_client, long):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[long.pk])).content.decode()
    assert "420 activities" in html and "programme-0-title" not in html and "programme-TOTAL_FORMS" not in html
    assert reverse("schools_programme_grid", args=[long.pk]) in html


def test_the_form_of_the_page_is_light(admin_client, long):
    address = reverse("wagtailadmin_pages:edit", args=[long.pk])
    admin_client.get(address)
    with CaptureQueriesContext(connection) as captured:
        html = admin_client.get(address).content
    assert len(html) < 300_000 and len(captured) <= 73


def test_saving_and_publishing_the_page_leaves_its_rows_as_the_table_saved_them(admin_client, long):
    keys = [row.translation_key for row in programme(long)]
    assert edited(admin_client, long, office_hours="Mondays").status_code == 302
    assert [row.translation_key for row in programme(long)] == keys
    answer = edited(admin_client, long, **{"action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    page = CareersPage.objects.get(pk=long.pk)
    assert not page.has_unpublished_changes and page.programme.count() == 420
    assert [row.translation_key for row in page.programme.order_by("sort_order")] == keys


def test_the_gate_judges_the_rows_that_the_form_does_not_show(admin_client, long):
    """Without its rows it would miss a programme that is there."""
    assert edited(admin_client, long, **{"action-publish": "1"}).status_code == 302
    assert edited(admin_client, long, **{"action-publish": "1", "careers_leader_name": ""}).status_code == 200


def test_a_short_programme_stays_in_the_form(admin_client, page):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "programme-TOTAL_FORMS" in html and "programme-0-title" in html


def test_a_long_programme_that_is_carried_over_can_still_be_changed(admin_client, admin_user, long, on):
    """Its form has all the rows: more fields than Django takes where nobody says how many."""
    coming = AcademicYear(AcademicYear.containing(on).start + 1)
    made = make_next_programme(long, source=long.get_latest_revision_as_object(), year=coming, user=admin_user)
    rows = [
        {
            **{name: getattr(row, name) or "" for name in ("id", "term", "title", "minutes", "pathway", "lesson")},
            **{"year_group": row.year_group_id, "kind": row.kind_id, "criteria": tuple(row.criteria), "unit": ""},
            "employer_or_provider": "Somebody new",
        }
        for row in made.rows.all()
    ]
    data = nested_form_data({"programme_summary": rich_text(""), "rows": inline_formset(rows, initial=len(rows))})
    data["opened"] = made.changed_at.isoformat()
    assert len(data) > 4000
    answer = admin_client.post(reverse("schools_next_year", args=[long.pk]), data)
    assert answer.status_code == 302
    assert set(made.rows.values_list("employer_or_provider", flat=True)) == {"Somebody new"}
