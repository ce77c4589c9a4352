"""Each lesson of a unit has an entry of its own: whatever becomes of the unit, in the same transaction."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from curriculum.models import ActivityKind, NeedType, UnitPage
from search.engines import database_engine, get_engine
from search.index import writing
from search.index.pages import documents_of
from search.models import Entry
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

FIRST, SECOND = "11111111", "22222222"


def block(key: str, title: str, **rest):
    return {**lesson(title, **rest), "id": f"{key}-0000-4000-8000-000000000000"}


def adapted(*needs: str, others: str = "", change: str = "Captions on for a call."):
    value = {"needs": list(needs), "others": others, "change": change}
    return {"type": "item", "value": value, "id": "33333333-0000-4000-8000-000000000000"}


@pytest.fixture
def stage(home, terms):
    NeedType.objects.create(
        slug="hi", label="Hearing impairment", synonyms=["deaf"], code="2", abbreviation="HI", area="Sensory", order=1
    )
    ActivityKind.objects.create(slug="in-class", label="Classroom activity", everyday=True)
    ActivityKind.objects.create(slug="insight-talk", label="Career insight", synonyms=["employer talk"])
    index = CurriculumIndexPageFactory(parent=home)
    return KeyStagePageFactory(parent=index, key_stage=KeyStageFactory(number=3))


@pytest.fixture
def sheet(library):
    return LessonResourcePageFactory(parent=library, title="Six statements")


@pytest.fixture
def unit(stage, sheet):
    needed = [
        {"type": "thing", "value": "Options booklet"},
        {"type": "sheet", "value": {"page": sheet.pk, "how_many": "one for each pair"}},
    ]
    adaptations = [adapted("hi"), adapted(others="Young carers", change="A quiet minute first.")]
    return UnitPageFactory(
        parent=stage,
        title="Keeping doors open",
        summary="For the term before options.",
        years=[9],
        outcomes=[{"type": "outcome", "value": "I can say what a choice closes."}],
        lessons=[
            block(FIRST, "Locked, shut or open", minutes=(4, 12, 4), materials=needed, adaptations=adaptations),
            block(SECOND, "Three routes at sixteen", kind="insight-talk", minutes=(10, 40, 10)),
        ],
    )


@pytest.fixture
def told(unit):
    """Return (key -> title) of the lessons that have an entry, once everything agrees with the pages."""

    def fetch() -> dict[str, str]:
        found = assert_true()
        return {place[1]: row[2] for place, row in found.items() if isinstance(place, tuple)}

    return fetch


@pytest.fixture
def found(ask):
    """Return the titles that a search finds in their order."""

    def fetch(query: str) -> list[str]:
        ids = get_engine(database_engine()).search(ask(query)).ids
        titles = dict(Entry.objects.filter(pk__in=ids).values_list("pk", "title"))
        return [titles[pk] for pk in ids]

    return fetch


def publish(unit: UnitPage, *lessons) -> None:
    unit.lessons = list(lessons)
    unit.save_revision(clean=False).publish()


def test_a_lesson_says_what_it_is_and_takes_the_rest_from_its_unit(unit, told):
    assert told() == {FIRST: "Locked, shut or open", SECOND: "Three routes at sixteen"}
    first, second = Entry.objects.filter(kind="lesson").order_by("number")
    assert (first.page_id, first.number, first.minutes) == (unit.pk, 1, 20)
    assert (second.number, second.minutes) == (2, 60)
    assert first.texts["unit"] == "Keeping doors open"
    assert first.summary == "What happens during."
    assert first.groups == [f"page-{unit.pk}-{FIRST}", f"unit-{unit.pk}"]
    for words in ("What happens before.", "Options booklet", "Six statements", "A quiet minute first.", "I can say"):
        assert words in first.texts["body"]
    for words in ("Year 9", "Hearing impairment", "deaf", "HI", "Young carers"):
        assert words in first.texts["keywords"]
    assert "employer talk" in second.texts["body"]
    assert "Classroom activity" not in first.texts["body"], "the usual kind says nothing"


def test_its_facets_are_its_units_but_for_kind_minutes_and_needs(unit, told):
    told()
    values = {
        entry.part: {(row.facet, row.value) for row in entry.facets.all()}
        for entry in Entry.objects.current().filter(page=unit).prefetch_related("facets")
    }
    shared = {("year", "9"), ("stage", "ks3"), ("audience", "teacher"), ("language", "en")}
    assert all(shared <= found for found in values.values())
    assert values[FIRST] - shared == {
        ("kind", "lesson"), ("type", "lesson-plan"), ("need", "hi"), ("need", "any"), ("activity", "in-class"),
        ("minutes", "20"), ("minutes", "30"), ("minutes", "60"),
    }  # fmt: skip
    assert not {value for key, value in values[SECOND] if key == "need"}
    assert {("need", "hi"), ("need", "any"), ("kind", "unit")} <= values[""], "a unit has the needs of its lessons"


def test_deaf_finds_the_lesson_that_is_adapted_and_its_unit(unit, found):
    assert set(found("q=deaf")) == {"Locked, shut or open", "Keeping doors open"}
    assert found("need=hi&kind=lesson") == ["Locked, shut or open"]


def test_options_in_year_9_in_twenty_minutes_finds_the_lesson(unit, found):
    assert found("q=options+year+9+20+minutes")[0] == "Locked, shut or open"


def test_a_lesson_renamed_moved_or_changed_keeps_its_entry(unit, told):
    before = dict(Entry.objects.filter(kind="lesson").values_list("part", "pk"))
    publish(unit, block(SECOND, "Routes"), block(FIRST, "Locked, shut or open", minutes=(1, 2, 3)))
    assert told() == {SECOND: "Routes", FIRST: "Locked, shut or open"}
    rows = Entry.objects.filter(kind="lesson").order_by("number")
    assert list(rows.values_list("part", "number", "minutes")) == [(SECOND, 1, 50), (FIRST, 2, 6)]
    assert dict(rows.values_list("part", "pk")) == before


def test_a_lesson_that_leaves_its_unit_is_found_no_more_and_comes_back_as_itself(unit, told, found):
    gone = Entry.objects.get(part=SECOND)
    publish(unit, block(FIRST, "Locked, shut or open"))
    assert told() == {FIRST: "Locked, shut or open"}
    assert "Three routes at sixteen" not in found("q=routes+sixteen")
    after = Entry.objects.get(pk=gone.pk)
    assert (after.gone, after.words, after.version) == (True, {}, gone.version + 1), "an index has to hear of it"
    publish(unit, block(FIRST, "Locked, shut or open"), block(SECOND, "Three routes at sixteen"))
    assert SECOND in told()
    assert Entry.objects.get(part=SECOND).pk == gone.pk


def test_a_draft_of_a_unit_leaves_its_lessons_as_they_are(unit, told):
    unit.lessons = [block(FIRST, "Not public yet")]
    unit.save_revision(clean=False)
    assert told()[FIRST] == "Locked, shut or open"


@pytest.mark.parametrize("how", ["unpublish", "delete", "restrict", "delete the stage"])
def test_lessons_of_a_unit_that_nobody_may_open_are_gone(how, unit, stage, told):
    if how == "unpublish":
        unit.unpublish()
    elif how == "delete":
        Page.objects.get(pk=unit.pk).delete()
    elif how == "restrict":
        PageViewRestriction.objects.create(page=stage, restriction_type=PageViewRestriction.LOGIN)
    else:
        Page.objects.get(pk=stage.pk).delete()
    assert told() == {}
    assert set(Entry.objects.filter(kind="lesson").values_list("gone", flat=True)) == {True}


def test_what_undoes_the_change_undoes_the_entry(unit, told):
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(unit, block(SECOND, "Routes"))
        raise RuntimeError
    assert told() == {FIRST: "Locked, shut or open", SECOND: "Three routes at sixteen"}


def test_two_lessons_of_one_key_or_none_are_no_error(unit, told):
    """Nothing makes such; a file that somebody wrote might."""
    publish(unit, block(FIRST, "One"), block(FIRST, "Another"), {**lesson("Nameless"), "id": "-"})
    assert told() == {FIRST: "One"}


def test_a_unit_without_lessons_and_a_lesson_without_anything_are_no_error(unit, told):
    publish(unit, {"type": "lesson", "value": {}, "id": f"{FIRST}-0"})
    assert told() == {FIRST: ""}
    unit.lessons = []
    unit.save()
    assert told() == {}


def test_a_need_or_a_kind_of_activity_of_another_name_is_told_to_lessons(unit, told, found):
    NeedType.objects.get(slug="hi").delete()
    told()
    hi = NeedType(slug="hi", label="Deafness", synonyms=["deaf"], code="2", abbreviation="HI", area="Sensory")
    hi.save()
    talk = ActivityKind.objects.get(slug="insight-talk")
    talk.label = "Somebody from work"
    talk.save()
    told()
    assert "Deafness" in Entry.objects.get(part=FIRST).texts["keywords"]
    assert "Deafness" in Entry.objects.get(page=unit, part="").texts["body"]
    assert "Somebody from work" in Entry.objects.get(part=SECOND).texts["body"]


@pytest.mark.parametrize("how", ["rename", "unpublish", "delete", "restrict"])
def test_the_title_of_a_sheet_is_among_the_words_of_its_lesson_as_it_stands(how, unit, sheet, library, told):
    if how == "rename":
        sheet.title = "Seven statements"
        sheet.save()
    elif how == "unpublish":
        sheet.unpublish()
    elif how == "delete":
        Page.objects.get(pk=sheet.pk).delete()
    else:
        PageViewRestriction.objects.create(page=library, restriction_type=PageViewRestriction.LOGIN)
    told()
    body = Entry.objects.get(part=FIRST).texts["body"]
    assert "Six statements" not in body
    assert ("Seven statements" in body) == (how == "rename")


def test_a_sheet_that_is_published_after_its_unit_is_told_to_the_lesson(stage, library, told, unit):
    draft = LessonResourcePageFactory(parent=library, title="Later", live=False)
    publish(unit, block(FIRST, "One", materials=[{"type": "sheet", "value": {"page": draft.pk}}]))
    assert "Later" not in Entry.objects.get(part=FIRST).texts["body"]
    draft.live = True
    draft.save()
    told()
    assert "Later" in Entry.objects.get(part=FIRST).texts["body"]


def test_a_rebuild_gives_an_old_database_the_entries_of_lessons_and_a_check_misses_them(unit, told, capsys):
    before = told()
    writing.write([(unit.pk, documents_of(unit)[0])])
    Entry.objects.filter(gone=True).delete()
    with pytest.raises(CommandError):
        call_command("search_check")
    assert f"stale: 1: page {unit.pk}" in capsys.readouterr().out
    call_command("search_rebuild", verbosity=0)
    assert told() == before


def test_a_lesson_too_many_is_found_and_taken_away(unit, told):
    extra = Entry.objects.get(part=FIRST)
    Entry.objects.filter(pk=extra.pk).update(part="99999999")
    with pytest.raises(CommandError):
        call_command("search_check", verbosity=0)
    call_command("search_check", repair=True, verbosity=0)
    assert told() == {FIRST: "Locked, shut or open", SECOND: "Three routes at sixteen"}
