"""The sample library: what its files hold, and what loading them makes."""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page

from curriculum.models import KeyStage, ResourceType
from curriculum.vocabulary import DATA
from hub.home.demo import resources as demo
from hub.home.demo.reading import DemoDataError
from hub.home.demo.resource_data import FOLDER, read_collections, read_resources
from hub.home.models import HomePage
from resources.models import CollectionItem, CollectionPage, LessonResourcePage
from tests.conftest import TODAY

RESOURCES = read_resources()
COLLECTIONS = read_collections()
FEWEST_WORDS = 120
# A large sheet to write on says little by itself.
FEWEST_ON_A_SHEET = 25
NAMES = {
    "subjects": "subjects.json",
    "sectors": "sectors.json",
    "criteria": "frameworks.json",
    "audiences": "audiences.json",
    "needs": "need_types.json",
}


def slugs(value) -> set[str]:
    """Every slug anywhere in a vocabulary file."""
    if isinstance(value, list):
        return set().union(*map(slugs, value))
    if isinstance(value, dict):
        return slugs(list(value.values())) | ({value["slug"]} if "slug" in value else set())
    return set()


def words(value) -> int:
    """Words a reader sees in a body."""
    if isinstance(value, dict):
        return sum(words(each) for key, each in value.items() if key != "type")
    if isinstance(value, list | tuple):
        return sum(map(words, value))
    return len(re.sub(r"<[^>]+>", " ", value).split()) if isinstance(value, str) else 0


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The front page with the whole library under it, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_framework", stdout=StringIO())
        home = HomePage.objects.get()
        demo.load(home=home, on=TODAY)
        yield home
        transaction.set_rollback(True)


@pytest.fixture
def library(loaded, db):
    return loaded


def test_the_library_holds_at_least_seventy_entries_of_eighteen_types():
    assert len(RESOURCES) >= 70
    assert len({each.type for each in RESOURCES}) >= 18


@pytest.mark.parametrize("name", NAMES)
def test_every_slug_names_a_term(name):
    known = slugs(json.loads((DATA / NAMES[name]).read_text()))
    used = {slug for each in RESOURCES for slug in getattr(each, name)}
    assert used <= known


def test_every_type_is_in_the_vocabulary():
    assert {each.type for each in RESOURCES} <= slugs(json.loads((DATA / "resource_types.json").read_text()))


def test_every_year_and_every_audience_has_something():
    assert {year for each in RESOURCES for year in each.years} == set(range(3, 14))
    assert {audience for each in RESOURCES for audience in each.audiences} == slugs(
        json.loads((DATA / "audiences.json").read_text())
    )
    assert all(each.years and each.audiences and each.criteria for each in RESOURCES)


@pytest.mark.parametrize("each", RESOURCES, ids=lambda each: each.slug)
def test_a_resource_is_no_stub(each):
    assert words(each.body) >= (FEWEST_ON_A_SHEET if each.sheet_kind else FEWEST_WORDS)


@pytest.mark.parametrize("each", RESOURCES, ids=lambda each: each.slug)
def test_the_steps_fit_into_the_minutes(each):
    steps = [
        step.get("minutes", 0) for block in each.body if block["type"] == "steps" for step in block["value"]["steps"]
    ]
    if each.minutes and each.type in {"tutor-time-activity", "lesson-plan"}:
        assert sum(steps) == each.minutes


def test_what_is_elsewhere_says_what_is_known_of_it():
    assert all(each.provider and each.provider_status for each in RESOURCES if each.link)
    assert all(each.licence == "ogl" and each.is_sample for each in RESOURCES if not each.provider)


def test_every_london_ambitions_element_has_a_challenge():
    challenges = [each for each in RESOURCES if each.type == "challenge"]
    assert len(challenges) == 11
    assert {slug for each in challenges for slug in each.criteria if slug.startswith("la")} == {
        f"la{number}" for number in range(1, 8)
    }


def test_a_date_of_checking_is_refused(tmp_path):
    entry = json.loads((FOLDER / "parents.json").read_text())[0] | {"last_checked": "2026-11-01"}
    (tmp_path / "one.json").write_text(json.dumps([entry]))
    with pytest.raises(DemoDataError, match="stays empty"):
        read_resources(tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"summary": ""}, "0 characters"),
        ({"minutes": True}, "'minutes' must be int"),
        ({"format": "scroll"}, "'format' is 'scroll'"),
        ({"years": ["seven"]}, "'years' holds 'seven'"),
        ({"body": [{"type": "poem", "value": ""}]}, "block 1"),
    ],
)
def test_a_wrong_value_is_named(tmp_path, change, message):
    entry = json.loads((FOLDER / "parents.json").read_text())[0] | change
    (tmp_path / "one.json").write_text(json.dumps([entry]))
    with pytest.raises(DemoDataError, match=message):
        read_resources(tmp_path)


def test_loading_makes_every_page_once(library):
    before = (Page.objects.count(), CollectionItem.objects.count())
    assert LessonResourcePage.objects.live().count() == len(RESOURCES)
    assert CollectionPage.objects.live().count() == len(COLLECTIONS)
    demo.load(home=library, on=TODAY)
    assert (Page.objects.count(), CollectionItem.objects.count()) == before


def test_a_second_load_leaves_an_editors_words(library):
    page = LessonResourcePage.objects.get(slug="cv-frame")
    page.title = "Our CV frame"
    page.save_revision().publish()
    demo.load(home=library, on=TODAY)
    assert LessonResourcePage.objects.get(slug="cv-frame").title == "Our CV frame"


def test_every_page_would_pass_the_editors_form(library):
    for page in LessonResourcePage.objects.all():
        page.full_clean()
        page.body.stream_block.clean(page.body)
    for collection in CollectionPage.objects.all():
        collection.full_clean()
        for item in collection.items.all():
            item.full_clean()


def test_every_key_stage_has_resources_and_nothing_is_dated(library):
    for stage in KeyStage.objects.all():
        assert LessonResourcePage.objects.filter(year_groups__key_stage=stage).distinct().count() >= 10
    assert not LessonResourcePage.objects.filter(last_checked__isnull=False).exists()
    assert LessonResourcePage.objects.filter(resource_type=ResourceType.objects.get(slug="challenge")).count() == 11


def test_links_between_resources_follow_the_page(library):
    page = LessonResourcePage.objects.get(slug="challenge-preparing-speakers")
    other = LessonResourcePage.objects.get(slug="speaker-brief")
    stored = json.dumps(list(page.body.raw_data))
    assert f'linktype=\\"page\\" id=\\"{other.pk}\\"' in stored
    assert "/resources/" not in stored


def test_whats_the_point_says_why_and_which_jobs(library):
    collection = CollectionPage.objects.get(slug="whats-the-point")
    assert collection.items.count() >= 8
    assert all(item.why and item.jobs for item in collection.items.all())


def test_an_unknown_term_is_named_with_what_to_do():
    with pytest.raises(DemoDataError, match="no resource type poem; has load_framework run"):
        demo._found({ResourceType: {}}, ResourceType, ["poem"], "cv-frame")
