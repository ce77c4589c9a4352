"""A resource knows the units whose lessons choose it: whatever becomes of a unit, in the same transaction."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction

from curriculum.lessons import StoredBlock, chosen_resources
from curriculum.models import UnitPage
from resources.models import LessonResourcePage
from search.engines import database_engine, get_engine
from search.engines.ranking import UNIT_SHARE
from search.index import rebuilding, writing
from search.models import Entry, EntryFacet
from tests.factories.curriculum import (
    CurriculumIndexPageFactory,
    KeyStageFactory,
    KeyStagePageFactory,
    UnitPageFactory,
    lesson,
)
from tests.factories.resources import LessonResourcePageFactory
from tests.search.index.as_written import assert_true

pytestmark = pytest.mark.postgresql


@pytest.fixture
def stage(home, terms):
    index = CurriculumIndexPageFactory(parent=home)
    return KeyStagePageFactory(parent=index, key_stage=KeyStageFactory(number=3))


@pytest.fixture
def resources(library) -> list[LessonResourcePage]:
    made = [LessonResourcePageFactory(parent=library, title=f"Card {n}") for n in range(3)]
    return list(LessonResourcePage.objects.filter(pk__in=[page.pk for page in made]).order_by("pk"))


@pytest.fixture
def unit(stage, resources):
    return UnitPageFactory(parent=stage, title="Behind the show", lessons=[choosing(*resources[:2])])


@pytest.fixture
def told():
    """Return what the entries say of units, by the titles of resources, once everything agrees with the pages. Each is
    in a group of its own as well."""

    def fetch() -> dict[str, tuple[list[str], str]]:
        assert_true()
        entries = Entry.objects.current().filter(kind="resource").order_by("title")
        assert all(entry.groups[0] == f"page-{entry.page_id}" for entry in entries)
        return {entry.title: (entry.groups[1:], entry.texts.get("unit", "")) for entry in entries}

    return fetch


@pytest.fixture
def found(ask):
    """Return the titles that a search finds, of resources only."""

    def fetch(query: str) -> set[str]:
        ids = get_engine(database_engine()).search(ask(f"q={query}")).ids
        return set(Entry.objects.filter(pk__in=ids, kind="resource").values_list("title", flat=True))

    return fetch


def choosing(*pages: Page) -> StoredBlock:
    return lesson(resources=[{"type": "item", "value": page.pk, "id": f"{page.pk:08}-0000"} for page in pages])


NONE: tuple[list[str], str] = ([], "")


def test_resources_belong_to_the_units_that_choose_them_and_are_found_by_their_titles(unit, told, found):
    mine = ([f"unit-{unit.pk}"], "Behind the show")
    assert told() == {"Card 0": mine, "Card 1": mine, "Card 2": NONE}
    assert found("show") == {"Card 0", "Card 1"}


def test_a_unit_of_another_title_or_with_other_resources_is_told_again(unit, told, found, resources):
    unit.title, unit.lessons = "Front of house", [choosing(*resources[1:])]
    unit.save()
    mine = ([f"unit-{unit.pk}"], "Front of house")
    assert told() == {"Card 0": NONE, "Card 1": mine, "Card 2": mine}
    assert (found("show"), found("house")) == (set(), {"Card 1", "Card 2"})
    unit.title = "Not public yet"
    unit.save_revision()
    assert told()["Card 1"] == mine


@pytest.mark.parametrize("how", ["unpublish", "delete", "restrict", "delete the stage"])
def test_a_unit_that_nobody_may_open_is_told_of_nowhere(how, unit, stage, told, found):
    before = dict(Entry.objects.values_list("title", "version"))
    if how == "unpublish":
        unit.unpublish()
    elif how == "delete":
        Page.objects.get(pk=unit.pk).delete()
    elif how == "restrict":
        PageViewRestriction.objects.create(page=stage, restriction_type=PageViewRestriction.LOGIN)
    else:
        Page.objects.get(pk=stage.pk).delete()
    assert told() == dict.fromkeys(("Card 0", "Card 1", "Card 2"), NONE)
    assert found("show") == set()
    after = dict(Entry.objects.values_list("title", "version"))
    assert after["Card 0"] == before["Card 0"] + 1, "an index has to hear of it"
    assert after["Card 2"] == before["Card 2"]


def test_a_unit_that_comes_back_brings_its_title_back(unit, told):
    unit.unpublish()
    unit.live = True
    unit.save()
    assert told()["Card 0"] == ([f"unit-{unit.pk}"], "Behind the show")


def test_a_unit_moved_below_a_closed_page_and_back_is_told_of_again(unit, stage, told):
    closed = KeyStagePageFactory(parent=stage.get_parent(), key_stage=KeyStageFactory(number=4))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    unit.move(closed, pos="last-child")
    assert told()["Card 0"] == NONE
    Page.objects.get(pk=unit.pk).move(Page.objects.get(pk=stage.pk), pos="last-child")
    assert told()["Card 0"] == ([f"unit-{unit.pk}"], "Behind the show")


def test_a_resource_that_is_published_after_the_unit_belongs_to_it(stage, library, told):
    draft = LessonResourcePageFactory(parent=library, title="Later", live=False)
    unit = UnitPageFactory(parent=stage, title="Behind the show", lessons=[choosing(draft)])
    assert told() == {}
    draft.save_revision()
    draft.live = True
    draft.save()
    assert told() == {"Later": ([f"unit-{unit.pk}"], "Behind the show")}


def test_of_two_units_a_resource_tells_of_both(unit, stage, resources, told):
    other = UnitPageFactory(
        parent=stage, title="Which engineer", lessons=[choosing(resources[1]), choosing(resources[1])]
    )
    assert told()["Card 1"] == ([f"unit-{unit.pk}", f"unit-{other.pk}"], "Behind the show\nWhich engineer")


def test_a_translated_unit_is_not_told_of_in_another_language(unit, told):
    bengali = Locale.objects.get_or_create(language_code="bn")[0]
    there = unit.copy_for_translation(bengali, copy_parents=True)
    there.title, there.live = "মঞ্চের পিছনে", True
    there.save()
    assert told()["Card 0"] == ([f"unit-{unit.pk}"], "Behind the show")


def test_a_rebuild_and_a_repair_know_the_units(unit, told):
    before = told()
    EntryFacet.objects.all().delete()
    Entry.objects.update(groups=[])
    rebuilding.rebuild()
    assert told() == before


def test_what_undoes_the_unit_undoes_what_is_told_of_it(unit, told):
    before = told()
    with pytest.raises(RuntimeError), transaction.atomic():
        unit.unpublish()
        raise RuntimeError
    assert told() == before


def test_a_unit_lifts_a_resource_whose_fellows_answer_better_and_pulls_none_down(stage, library, ask):
    titles = ("Card mock", "Card mock", "Mock interview", "Mock interview")
    lifted, lone, fellow, other = [
        LessonResourcePageFactory(parent=library, title=title, slug=f"card-{n}") for n, title in enumerate(titles)
    ]
    UnitPageFactory(parent=stage, title="Behind the show", lessons=[choosing(lifted, fellow)])
    response = get_engine(database_engine()).search(ask("q=mock+interview&words=any"), explain=True)
    pages = dict(Entry.objects.values_list("pk", "page_id"))
    resources = set(Entry.objects.filter(kind="resource").values_list("pk", flat=True))
    order = [pages[pk] for pk in response.ids if pk in resources]
    assert set(order[:2]) == {fellow.pk, other.pk}
    assert order[2:] == [lifted.pk, lone.pk]
    explained = response.explanations.items()
    added = {pages[pk]: why.unit / why.matched for pk, why in explained if pk in resources}
    assert added[lifted.pk] > added[lone.pk] == pytest.approx(UNIT_SHARE)
    assert added[fellow.pk] == added[other.pk]


def test_however_many_resources_a_unit_has_its_entry_takes_the_same_few_queries(stage, library):
    asked = []
    for many in (2, 12):
        pages = [LessonResourcePageFactory(parent=library) for _ in range(many)]
        unit: UnitPage = UnitPageFactory(parent=stage, lessons=[choosing(*pages)])
        unit.title = f"With {many}"
        with CaptureQueriesContext(connection) as queries:
            writing.put([unit])
        assert Entry.objects.filter(texts__unit=unit.title, kind="resource").count() == many
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 60


def test_a_unit_that_changes_nothing_for_its_resources_leaves_their_entries_alone(unit):
    before = dict(Entry.objects.filter(kind="resource").values_list("pk", "version"))
    unit.summary = "Another summary"
    unit.save()
    assert dict(Entry.objects.filter(kind="resource").values_list("pk", "version")) == before


@pytest.mark.parametrize(
    ("stored", "found"),
    [
        ([], []),
        ([{"type": "item", "value": 4, "id": "x"}, {"type": "item", "value": 3, "id": "y"}], [4, 3]),
        ([4, 4, None, {"type": "item", "value": None}], [4]),
        (None, []),
    ],
)
def test_what_a_stored_lesson_chooses(stored, found):
    assert chosen_resources([{"type": "lesson", "value": {"title": "x", "resources": stored}}]) == found
    assert chosen_resources([{"type": "lesson", "value": {"title": "a draft"}}]) == []
