"""What the items of a list are: public pages of the library and lessons of public units. What is gone is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from curriculum.models import UnitPage
from curriculum.selectors.lessons import Lesson, lessons_of_units
from resources.models import CollectionItem, CollectionPage, LessonResourcePage
from resources.my_list.address import Item, ListAddress
from resources.my_list.gone import Gone, nearest, was_called
from resources.my_list.steps import Step, of_lesson, of_resource

WITH_TERMS = ("year_groups__key_stage", "subjects", "criteria__framework")


@dataclass(frozen=True)
class Entry:
    """One item: what kind of thing it is (`kind`, and `label` in words), its page, the address below that (of a
    lesson), and the steps that it is taught in: one of a lesson, those of its lessons of a unit."""

    item: Item
    kind: str
    label: str
    page: Page
    title: str
    below: str = ""
    steps: list[Step] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(step.minutes or 0 for step in self.steps)

    @property
    def years(self) -> list[int]:
        return sorted({year for step in self.steps for year in step.years})

    @property
    def stages(self) -> list[int]:
        return sorted({stage for step in self.steps for stage in step.stages})


@dataclass(frozen=True)
class Found:
    """The entries of a list in its order; lessons that their unit no longer has; and what cannot be found at all."""

    entries: list[Entry]
    gone: list[Gone]
    lost: list[Item]

    @property
    def steps(self) -> list[Step]:
        return [step for entry in self.entries for step in entry.steps]


def read(asked: ListAddress) -> Found:
    """Read the items of a list; the number of queries does not grow with them."""
    ids = {item.page for item in asked.items}
    units = {unit.pk: unit for unit in _units(UnitPage.objects.filter(pk__in=ids))}
    lessons = dict(zip(units, lessons_of_units(list(units.values())), strict=True)) if units else {}
    others = {item.page for item in asked.items if not item.lesson} - units.keys()
    collections = {page.pk: page for page in _public(CollectionPage, others)}
    held = _held(collections)
    resources = _resources(others | {pk for pks in held.values() for pk in pks})
    found, missing, lost = [], [], []
    for item in asked.items:
        unit = units.get(item.page)
        if unit and item.lesson:
            lesson = next((each for each in lessons[unit.pk] if each.key == item.lesson), None)
            if lesson:
                found.append(_lesson_entry(item, unit, lesson))
            else:
                missing.append(item)
        elif unit:
            found.append(_unit_entry(item, unit, lessons[unit.pk]))
        elif item.lesson:
            lost.append(item)
        elif item.page in collections:
            inside = [resources[pk] for pk in held.get(item.page, ()) if pk in resources]
            found.append(_collection_entry(item, collections[item.page], inside))
        elif item.page in resources:
            found.append(_resource_entry(item, resources[item.page]))
        else:
            lost.append(item)
    return Found(found, _gone(missing, units, lessons), lost)


def _units(wanted: PageQuerySet) -> Iterable[UnitPage]:
    return wanted.live().public().select_related("locale").prefetch_related(*WITH_TERMS)


def _public(model: type[Page], ids: Iterable[int]) -> Iterable[Page]:
    wanted = list(ids)
    return model.objects.filter(pk__in=wanted).live().public().select_related("locale") if wanted else ()


def _held(collections: Mapping[int, Page]) -> dict[int, list[int]]:
    """Return the ids of the resources of each collection, in its order."""
    held: dict[int, list[int]] = {}
    if collections:
        rows = CollectionItem.objects.filter(page__in=collections).order_by("sort_order")
        for page, resource in rows.values_list("page_id", "resource_id"):
            held.setdefault(page, []).append(resource)
    return held


def _resources(ids: Iterable[int]) -> dict[int, LessonResourcePage]:
    wanted = list(ids)
    if not wanted:
        return {}
    rows = LessonResourcePage.objects.filter(pk__in=wanted).live().public().select_related("locale", "resource_type")
    return {page.pk: page for page in rows.prefetch_related(*WITH_TERMS)}


def _lesson_entry(item: Item, unit: UnitPage, lesson: Lesson) -> Entry:
    label = _("Lesson of “%(unit)s”") % {"unit": unit.title}
    return Entry(item, "lesson", label, unit, lesson.title, lesson.path, [of_lesson(unit, lesson)])


def _unit_entry(item: Item, unit: UnitPage, lessons: Sequence[Lesson]) -> Entry:
    steps = [of_lesson(unit, lesson) for lesson in lessons]
    return Entry(item, "unit", _("Unit of lessons"), unit, unit.title, steps=steps)


def _collection_entry(item: Item, page: Page, inside: Sequence[LessonResourcePage]) -> Entry:
    return Entry(item, "collection", _("Collection"), page, page.title, steps=[of_resource(each) for each in inside])


def _resource_entry(item: Item, page: LessonResourcePage) -> Entry:
    label = str(page.resource_type or _("Resource"))
    return Entry(item, "resource", label, page, page.title, steps=[of_resource(page)])


def _gone(missing: Sequence[Item], units: Mapping[int, UnitPage], lessons: Mapping[int, list[Lesson]]) -> list[Gone]:
    """Say of each lesson that its unit lacks what it was called, and what is nearest to it."""
    if not missing:
        return []
    titles = {item: was_called(units[item.page], item.lesson) for item in missing}
    elsewhere = _moved(missing)
    gone = []
    for item in missing:
        unit, title = units[item.page], titles[item]
        if item.lesson in elsewhere:
            there, lesson = elsewhere[item.lesson]
            gone.append(Gone(item, unit, title, there, lesson))
        else:
            gone.append(Gone(item, unit, title, unit, nearest(lessons[unit.pk], title)))
    return gone


def _moved(missing: Sequence[Item]) -> dict[str, tuple[UnitPage, Lesson]]:
    """Return the lessons that stand in another public unit now, by their key."""
    keys = {item.lesson for item in missing}
    wanted = UnitPage.objects.annotate(stored=Cast("lessons", TextField()))
    holding = UnitPage.objects.none()
    for key in keys:
        holding = holding | wanted.filter(stored__contains=f'"{key}')
    units = list(_units(holding))
    found: dict[str, tuple[UnitPage, Lesson]] = {}
    for unit, lessons in zip(units, lessons_of_units(units), strict=True) if units else ():
        for lesson in lessons:
            if lesson.key in keys:
                found.setdefault(lesson.key, (unit, lesson))
    return found
