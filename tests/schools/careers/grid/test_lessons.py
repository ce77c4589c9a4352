"""A row leads to a lesson of the hub, by its title or its address; it stays with the row wherever that goes."""

import pytest
from django.urls import reverse

from curriculum.lessons import key_of
from hub.publication.dates import AcademicYear
from hub.schools.careers.next_year import make_next_programme
from hub.schools.careers.past_programmes import programme_of
from hub.schools.models import CareersPage
from tests.factories.careers import complete_careers_page
from tests.factories.curriculum import CurriculumIndexPageFactory, KeyStagePageFactory, UnitPageFactory, lesson
from tests.html import flat
from tests.schools.careers.grid.conftest import cells, post, programme, sent, shown
from tests.schools.careers.test_careers_gate import edit, form_data

TITLES = ("Locked, shut or open", "Keeping doors open", "Three keys")


@pytest.fixture
def unit(terms, home):
    stage = KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home))
    lessons = [{**lesson(title), "id": f"{at}f2a9c1b-0000-4000-8000-000000000000"} for at, title in enumerate(TITLES)]
    return UnitPageFactory(parent=stage, title="Keeping doors open", lessons=lessons)


def keys(unit) -> list[str]:
    return [key_of(block) for block in unit.lessons.raw_data]


def test_a_row_leads_to_a_lesson_by_its_title_or_its_address(admin_client, page, unit):
    first, _same, third = keys(unit)
    said = (
        "keeping doors open: locked shut or open",
        unit.lesson_url(first),
        f"{unit.full_url}an-old-title-{first}/?from=mail",
        "Three keys",
        "Keeping doors open",
    )
    assert post(admin_client, page, sent(*[cells(lesson=each) for each in said])).status_code == 302
    assert [row.lesson for row in programme(page)] == [first, first, first, third, ""]
    assert {row.unit_id for row in programme(page)} == {unit.pk}
    labels = [row["cells"][7] for row in shown(admin_client, page)]
    assert labels == ["Keeping doors open: Locked, shut or open"] * 3 + [
        "Keeping doors open: Three keys",
        "Keeping doors open",
    ]
    answer = post(admin_client, page, sent(cells(lesson=f"{unit.full_url}locked-shut-or-open-00000000/")))
    assert answer.context["problems"][0]["column"].name == "lesson"


@pytest.fixture
def public(microsite, on, unit, admin_client) -> CareersPage:
    """A public page whose only activity is the unit's third lesson."""
    page = complete_careers_page(microsite, on)
    post(admin_client, page, sent(cells(lesson="Three keys")))
    page.refresh_from_db()
    page.get_latest_revision().publish()
    return CareersPage.objects.get(pk=page.pk)


def test_the_careers_page_links_to_the_lesson_and_to_its_unit_once_that_is_gone(client, public, unit):
    address = unit.lesson_url(keys(unit)[2])
    assert f'href="{address}"' in client.get(public.url).content.decode()
    unit.lessons = list(unit.lessons.raw_data[:1])
    unit.save()
    html = client.get(public.url).content.decode()
    assert address not in html and f'href="{unit.url}"' in html


def test_the_form_of_the_page_keeps_the_lesson_of_a_row(admin_client, public, unit):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[public.pk])).content.decode()
    key = keys(unit)[2]
    assert f'name="programme-0-lesson" value="{key}"' in html
    assert "leads to a lesson of this unit" in flat(html)
    sent_on = {"programme-0-lesson": key, "programme-0-unit": unit.pk}
    assert edit(admin_client, public, **sent_on).status_code == 302, form_data(public)
    assert [(row.unit_id, row.lesson) for row in programme(public)] == [(unit.pk, key)]


def test_the_lesson_is_carried_over_and_recorded_when_the_year_ends(public, unit, on, admin_user):
    year = AcademicYear.containing(on)
    coming = AcademicYear(year.start + 1)
    next_programme = make_next_programme(public, source=public, year=coming, user=admin_user)
    assert [row.lesson for row in next_programme.rows.all()] == [keys(unit)[2]]
    next_programme.put_on(public)
    public.save()
    assert [row.lesson for row in public.programme.all()] == [keys(unit)[2]]
    (row,) = programme_of(public.school, year)
    assert (row.unit, row.lesson) == ("Keeping doors open", "Three keys")
