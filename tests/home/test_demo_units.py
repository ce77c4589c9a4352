"""The sample curriculum: its files are whole, every year has a unit, and loading it twice changes nothing."""

import dataclasses
import json

import pytest
from wagtail.models import Revision

from curriculum import hours
from curriculum.models import ActivityKind, Criterion, KeyStage, Sector, Subject, UnitPage, YearGroup
from hub.home.demo import units
from hub.home.demo.reading import DemoDataError
from hub.home.demo.resource_data import read_resources
from hub.home.demo.unit_data import UNITS, UnitData, read_units
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory

UNIT_PATHS = sorted(UNITS.glob("*.json"))
CDI = {"grow", "explore", "manage", "create", "balance", "big-picture"}
YEARS = range(3, 14)


@pytest.fixture
def loaded(framework, home, today):
    units.load(home=home, on=today)
    return home


@pytest.fixture(scope="module")
def samples() -> list[UnitData]:
    return read_units()


@pytest.mark.parametrize("path", UNIT_PATHS, ids=lambda path: path.stem)
def test_a_unit_can_be_taught_tomorrow(path):
    unit = UnitData.read(path)
    assert unit.is_sample
    assert len(unit.summary) <= 300
    assert 2 <= len(unit.lessons) <= 5
    assert 3 <= len(unit.outcomes) <= 5
    assert all(outcome.startswith("I can ") for outcome in unit.outcomes)
    assert CDI & set(unit.criteria), "no CDI area"
    for lesson in unit.lessons:
        assert lesson.adaptations, f"{lesson.title}: no adaptations"
        assert lesson.home_task, f"{lesson.title}: nothing for home"
        assert lesson.reflection, f"{lesson.title}: no reflection"
        assert lesson.materials, f"{lesson.title}: what is needed"


def test_every_word_of_the_framework_that_a_unit_uses_exists(framework, db, samples):
    known = {
        model: set(model.objects.current().values_list("slug", flat=True))
        for model in (KeyStage, YearGroup, Subject, Sector, Criterion, ActivityKind)
    }
    for unit in samples:
        assert unit.key_stage in known[KeyStage], unit.slug
        assert {str(year) for year in unit.years} <= known[YearGroup], unit.slug
        assert set(unit.subjects) <= known[Subject], unit.slug
        assert set(unit.sectors) <= known[Sector], unit.slug
        assert set(unit.criteria) <= known[Criterion], unit.slug
        assert {lesson.activity_kind for lesson in unit.lessons} <= known[ActivityKind], unit.slug


def test_years_belong_to_their_key_stage(framework, db, samples):
    stage_of = dict(YearGroup.objects.values_list("number", "key_stage__slug"))
    for unit in samples:
        assert {stage_of[year] for year in unit.years} == {unit.key_stage}, unit.slug


def test_a_unit_builds_only_on_units_of_the_same_or_earlier_years(samples):
    first_year = {unit.slug: unit.years[0] for unit in samples}
    for unit in samples:
        for earlier in unit.builds_on:
            assert first_year[earlier] <= unit.years[0], f"{unit.slug} builds on {earlier}"


def test_every_key_stage_has_four_units_and_every_year_at_least_one(samples):
    for stage in ("ks2", "ks3", "ks4", "ks5"):
        assert sum(unit.key_stage == stage for unit in samples) >= 4, stage
    taught = {year for unit in samples for year in unit.years}
    assert taught == set(YEARS)


@pytest.mark.parametrize("stage", ["ks2", "ks3", "ks4", "ks5"])
def test_each_key_stage_touches_all_six_areas_but_not_in_every_year(samples, stage):
    cells = {
        (area, year) for unit in samples if unit.key_stage == stage for area in unit.criteria for year in unit.years
    }
    years = {year for unit in samples if unit.key_stage == stage for year in unit.years}
    assert {area for area, _ in cells} >= CDI
    assert any((area, year) not in cells for area in CDI for year in years), "the map would show no gap"


def test_a_tutor_finds_a_twenty_minute_lesson_for_year_9(samples):
    short = [lesson for unit in samples if 9 in unit.years for lesson in unit.lessons if lesson.minutes <= 20]
    assert len(short) >= 3


def test_loading_publishes_every_unit_as_its_file_has_it(loaded, samples, client):
    pages = {page.slug: page for page in UnitPage.objects.descendant_of(loaded).live().public()}
    assert set(pages) == {unit.slug for unit in samples}
    for unit in samples:
        page = pages[unit.slug]
        assert page.is_sample and page.last_checked is None
        assert page.minutes_total == hours.total(lesson.minutes for lesson in unit.lessons)
        assert 0 < page.minutes_counted <= page.minutes_total
        assert page.outcome_list == list(unit.outcomes)
        assert {earlier.slug for earlier in page.public_builds_on} == set(unit.builds_on)
    assert "which-engineer" in {page.slug for page in pages["all-kinds-of-engineering"].leads_to}
    addresses = ["/curriculum/", "/curriculum/map/", "/curriculum/key-stage-3/keeping-doors-open/"]
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]


def test_loading_again_changes_nothing_not_even_what_an_editor_changed(loaded, today):
    page = UnitPage.objects.get(slug="what-i-bring")
    page.title = "What we bring"
    page.save_revision().publish()
    before = (list(UnitPage.objects.order_by("pk").values()), Revision.objects.count())
    units.load(home=loaded, on=today)
    assert (list(UnitPage.objects.order_by("pk").values()), Revision.objects.count()) == before


def test_lessons_are_tied_to_resources_that_come_later(framework, home, today, monkeypatch, samples):
    one = next(unit for unit in samples if unit.slug == "payslip-to-plan")
    monkeypatch.setattr(units, "read_units", lambda: [dataclasses.replace(one, builds_on=())])
    units.load(home=home, on=today)
    page = UnitPage.objects.get()
    assert not any(lesson.value["resources"] for lesson in page.lessons)
    library = ResourceIndexPageFactory(parent=home)
    sheet = LessonResourcePageFactory(parent=library, slug="read-a-payslip", title="Read a payslip")
    units.load(home=home, on=today)
    page = UnitPage.objects.get()
    assert [each.pk for each in page.lessons[0].value["resources"]] == [sheet.pk]
    assert units.link_resources(home=home) == 0


def test_every_resource_that_a_lesson_names_is_in_the_library(samples):
    known = {resource.slug for resource in read_resources()}
    named = {slug for unit in samples for lesson in unit.lessons for slug in lesson.resources}
    assert named <= known


def test_a_term_nobody_knows_is_named(framework, home, today, tmp_path, monkeypatch):
    raw = json.loads(UNIT_PATHS[0].read_text()) | {"sectors": ["alchemy"]}
    (tmp_path / UNIT_PATHS[0].name).write_text(json.dumps(raw))
    monkeypatch.setattr(units, "read_units", lambda: read_units(tmp_path))
    with pytest.raises(DemoDataError, match="alchemy"):
        units.load(home=home, on=today)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"years": ["nine"]}, "'years' holds 'nine'"),
        ({"title": None}, "'title' must be str"),
        ({"lessons": ["talk"]}, "lesson 1: must be an object"),
        ({"last_checked": "2026-11-01"}, "'last_checked' stays empty"),
        ({"slug": "another"}, "'slug' must be the file's name"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path, change, message):
    source = UNIT_PATHS[0]
    broken = tmp_path / source.name
    broken.write_text(json.dumps(json.loads(source.read_text()) | change))
    with pytest.raises(DemoDataError, match=message):
        UnitData.read(broken)


def test_a_lesson_longer_than_a_day_is_refused(tmp_path):
    raw = json.loads(UNIT_PATHS[0].read_text())
    raw["lessons"][0]["during"]["minutes"] = 500
    broken = tmp_path / UNIT_PATHS[0].name
    broken.write_text(json.dumps(raw))
    with pytest.raises(DemoDataError, match="a lesson has 10 to 360"):
        UnitData.read(broken)


def test_plain_text_becomes_paragraphs_and_lists():
    text = "Read & think.\nAsk <why>.\n\n- one\n- two\n\n1. first\n2. second"
    paragraph = "<p>Read &amp; think. Ask &lt;why&gt;.</p>"
    assert (
        units.rich_text(text) == f"{paragraph}<ul><li>one</li><li>two</li></ul><ol><li>first</li><li>second</li></ol>"
    )
