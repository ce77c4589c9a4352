"""A school's own curriculum map: what its programme gives each year, what is missing and what comes again."""

import pytest
from wagtail.models import PageViewRestriction

from curriculum.models import ActivityKind, Criterion, YearGroup
from hub.schools.careers.context import map_of, year_lines
from hub.schools.careers.curriculum_map.maps import FrameworkMap, SchoolMap
from hub.schools.duties.published import published_by
from hub.schools.models import CareersPage, ProgrammeActivity
from tests.factories.careers import CareersPageFactory
from tests.factories.curriculum import UnitPageFactory
from tests.html import text_of

ADDRESS = "/schools/alder-row-school-900301/careers/"


@pytest.fixture
def terms(framework, db) -> None:
    """The vocabularies as the hub ships them."""


@pytest.fixture
def page(terms, microsite, on) -> CareersPage:
    """A public page without a programme, of a school that teaches Years 7 to 11."""
    microsite.school.registrations.update(type_code="01", low_age=11, high_age=16)
    return CareersPageFactory(parent=microsite, academic_year="2026/27")


def add(page: CareersPage, kind: str, *years: int, pathway: str = "", **fields) -> None:
    """Add an activity of a kind for year groups, or for a pathway."""
    groups: list[YearGroup | None] = [YearGroup.objects.get(number=year) for year in years]
    for group in groups or [None]:
        values = {"title": f"A {kind}", "minutes": 60, **fields}
        term = ActivityKind.objects.get(slug=kind)
        ProgrammeActivity.objects.create(page=page, kind=term, year_group=group, pathway=pathway, **values)


def mapped(page: CareersPage, on) -> SchoolMap | None:
    found = published_by(page.school, on=on, draft=CareersPage.objects.get(pk=page.pk))
    year_lines(found)
    return map_of(found, None)


def by(page: CareersPage, on, slug: str) -> FrameworkMap:
    found = mapped(page, on)
    assert found
    return next(each for each in found.maps if each.framework.slug == slug)


def cells(found: FrameworkMap) -> dict[tuple[str, int | str], list[str]]:
    """Return titles by strand and year or pathway, of the cells that have any."""
    return {
        (strand.criterion.slug, cell.pathway or cell.year): [placed.unit.title for placed in cell.units]
        for strand in found.strands
        for cell in strand.cells
        if cell.units
    }


def criteria(*slugs: str) -> list[Criterion]:
    return list(Criterion.objects.filter(slug__in=slugs))


def test_the_years_are_those_that_the_school_teaches(page, on):
    add(page, "workplace-visit", 8, criteria=["gb6"])
    assert by(page, on, "gatsby").years == [7, 8, 9, 10, 11]


def test_a_year_in_the_programme_is_shown_also_where_the_register_knows_none(page, on):
    page.school.registrations.update(low_age=None, high_age=None)
    add(page, "workplace-visit", 8, 12, criteria=["gb6"])
    assert {8, 12} <= set(by(page, on, "gatsby").years)


def test_a_benchmark_is_served_by_what_an_activity_says_and_its_points_count_for_it(page, on):
    unit = UnitPageFactory(title="Doors", years=[9], criteria=criteria("gb2"))
    add(page, "workplace-visit", 8, criteria=["gb6-1", "gb5"], unit=unit)
    found = by(page, on, "gatsby")
    assert cells(found) == {("gb5", 8): ["A workplace-visit"], ("gb6", 8): ["A workplace-visit"]}
    assert next(each for each in found.strands if each.criterion.slug == "gb5").gaps == [7, 9, 10, 11]


def test_cdi_areas_come_from_units_and_what_is_not_known_is_counted(page, on):
    unit = UnitPageFactory(title="Doors", years=[9], criteria=criteria("explore"))
    add(page, "in-class", 9, unit=unit, title="Doors in tutor time")
    add(page, "workplace-visit", 8)
    found = by(page, on, "cdi")
    assert cells(found) == {("explore", 9): ["Doors in tutor time"]}
    assert found.unknown == 1


def test_a_unit_that_is_not_public_says_nothing(client, page, on):
    unit = UnitPageFactory(title="A closed unit", years=[9], criteria=criteria("explore"))
    PageViewRestriction.objects.create(page=unit, restriction_type="password", password="x")
    add(page, "in-class", 9, unit=unit)
    found = by(page, on, "cdi")
    assert (cells(found), found.unknown) == ({}, 1)
    assert "A closed unit" not in client.get(ADDRESS).content.decode()


def test_what_counts_by_year_11_serves_element_2_and_elements_of_the_school_are_left_out(page, on):
    page.school.registrations.update(high_age=18)
    add(page, "workplace-visit", 8, 12, title="A visit")
    found = by(page, on, "london-ambitions")
    assert cells(found) == {("la2", 8): ["A visit"], ("la2", 12): ["A visit"]}
    assert {strand.criterion.slug for strand in found.strands} == {"la1", "la2", "la5"}


def test_minutes_of_a_cell_add_up(page, on):
    add(page, "workplace-visit", 8, criteria=["gb6"], minutes=60)
    add(page, "work-experience", 8, criteria=["gb6"], minutes=300)
    row = next(each for each in by(page, on, "gatsby").strands if each.criterion.slug == "gb6")
    assert [cell.minutes for cell in row.cells] == [0, 360, 0, 0, 0]


def overlaps(found: FrameworkMap) -> list[tuple[str, str]]:
    return [(each.unit.title, each.repeats[0].title) for strand in found.strands for each in strand.overlaps]


def test_one_activity_of_several_years_is_no_overlap_and_another_of_its_kind_is(page, on):
    add(page, "workplace-visit", 7, 8, 9, criteria=["gb6"], title="The docks")
    assert overlaps(by(page, on, "gatsby")) == []
    add(page, "workplace-visit", 10, criteria=["gb6"], title="The airport")
    assert overlaps(by(page, on, "gatsby")) == [("The airport", "The docks")]


def test_units_that_build_on_each_other_do_not_overlap(page, on):
    first = UnitPageFactory(title="First", years=[7])
    middle = UnitPageFactory(title="Middle", years=[8], builds_on=[first])
    last = UnitPageFactory(title="Last", years=[9], builds_on=[middle])
    add(page, "workplace-visit", 7, criteria=["gb6"], unit=first, title="One")
    add(page, "workplace-visit", 9, criteria=["gb6"], unit=last, title="Two")
    assert overlaps(by(page, on, "gatsby")) == []


def test_the_same_unit_again_is_an_overlap_and_two_lessons_of_it_are_none(page, on):
    unit = UnitPageFactory(title="Doors", years=[7])
    add(page, "in-class", 7, criteria=["gb2"], unit=unit, lesson="11111111", title="One")
    add(page, "in-class", 8, criteria=["gb2"], unit=unit, lesson="22222222", title="Two")
    assert overlaps(by(page, on, "gatsby")) == []
    add(page, "in-class", 9, criteria=["gb2"], unit=unit, lesson="22222222", title="Three")
    assert overlaps(by(page, on, "gatsby")) == [("Three", "Two")]


def test_pathways_stand_beside_the_years_and_a_special_school_that_has_them_lacks_no_year(page, on):
    page.school.registrations.update(type_code="07", low_age=11, high_age=19)
    add(page, "workplace-visit", pathway="Semi-formal", criteria=["gb6"], title="The farm")
    add(page, "workplace-visit", 10, criteria=["gb6"], title="The docks")
    found = by(page, on, "gatsby")
    assert (found.years, found.pathways) == ([10], ["Semi-formal"])
    assert cells(found) == {("gb6", 10): ["The docks"], ("gb6", "Semi-formal"): ["The farm"]}
    assert overlaps(found) == []


@pytest.mark.parametrize(("type_code", "low", "high"), [("18", 16, 19), ("01", 4, 11)])
def test_a_college_and_a_primary_school_have_no_gap_in_the_benchmarks(client, page, on, type_code, low, high):
    page.school.registrations.update(type_code=type_code, low_age=low, high_age=high)
    add(page, "workplace-visit", 12 if high > 11 else 6, criteria=["gb6"])
    assert by(page, on, "gatsby").leaves_empty
    assert not by(page, on, "cdi").leaves_empty


def test_without_a_programme_there_is_no_map(client, page, on):
    assert mapped(page, on) is None
    assert 'id="map"' not in client.get(ADDRESS).content.decode()


def test_the_page_says_gaps_and_overlaps_in_words_and_that_no_law_asks_for_the_map(client, page):
    add(page, "workplace-visit", 7, criteria=["gb6"], title="The docks")
    add(page, "workplace-visit", 9, criteria=["gb6"], title="The airport")
    text = text_of(client.get(ADDRESS))
    assert "Voluntary: no law asks for a map." in text
    assert "Gatsby: activities in 2 of 40 cells" in text
    assert "Experiences of workplaces : Years 8, 10 and 11" in text
    assert "The airport (Year 9, Experiences of workplaces): the same kind of activity as “The docks” (Year 7)" in text


def test_the_map_takes_three_queries_however_long_the_programme(page, on, django_assert_num_queries):
    for year in (7, 8, 9, 10):
        unit = UnitPageFactory(title=f"Unit {year}", years=[year], criteria=criteria("explore"))
        add(page, "workplace-visit", year, criteria=["gb6"], unit=unit, title=f"Visit {year}")
    found = published_by(page.school, on=on, draft=CareersPage.objects.get(pk=page.pk))
    year_lines(found)
    with django_assert_num_queries(3):
        map_of(found, None)
