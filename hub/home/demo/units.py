"""Puts the sample curriculum under the front page: units by key stage. Needs the framework's terms."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid4, uuid5

from django.db import transaction
from django.utils.html import escape
from wagtail.models import Page, PageQuerySet

from curriculum import lessons as stored
from curriculum.models import (
    ActivityKind,
    Criterion,
    NeedType,
    Sector,
    Subject,
    UnitPage,
    YearGroup,
)
from curriculum.models.terms import Term
from hub.home.models import HomePage
from hub.home.tree import ensure_curriculum
from resources.models import LessonResourcePage

from .reading import RESPONSIBLE, Data, DemoDataError, reviewed_until
from .unit_data import LessonData, MaterialData, PartData, UnitData, read_units

LIST_ITEM = re.compile(r"(?:-|\d+\.)\s+")

AnyPage = TypeVar("AnyPage", bound=Page)


@transaction.atomic
def load(*, home: HomePage, on: datetime.date) -> None:
    """Make what is missing, by slug, and leave what exists as its editors have it.

    The day of their review counts from `on`; `last_checked` stays empty until a person has checked.

    Raises:
        DemoDataError: if a file cannot be used or names a term or unit that does not exist.
    """
    units = read_units()
    stages, resources = ensure_curriculum(home), _resources(home)
    made: dict[str, UnitPage] = {}
    for unit in units:
        parent = stages.get(unit.key_stage)
        if parent is None:
            raise DemoDataError(f"{unit.slug}: no key stage {unit.key_stage!r}")
        if not parent.get_children().filter(slug=unit.slug).exists():
            made[unit.slug] = parent.add_child(instance=_page(unit, resources, on))
    _link_builds_on(made, {unit.slug: unit for unit in units})
    link_resources(home=home)


@transaction.atomic
def link_resources(*, home: HomePage) -> int:
    """Tie lessons to the resources they name, as far as those are loaded; returns how many lessons changed.

    A lesson that names resources already, or whose title an editor has changed, is left alone; a slug that no resource
    has is passed over.
    """
    resources = _resources(home)
    pages = {page.slug: page for page in _ours(UnitPage, home)}
    changed = 0
    for unit in read_units():
        page = pages.get(unit.slug)
        count = _link_lessons(page, unit, resources) if page else 0
        if page and count:
            page.save_revision().publish()
            changed += count
    return changed


def _resources(home: HomePage) -> dict[str, int]:
    """Return the ids of the resources that are loaded, by their slugs."""
    return dict(_ours(LessonResourcePage, home).values_list("slug", "pk"))


def _ours(model: type[AnyPage], home: HomePage) -> PageQuerySet[AnyPage]:
    return model.objects.descendant_of(home).filter(locale=home.locale)


def _link_lessons(page: UnitPage, unit: UnitData, resources: dict[str, int]) -> int:
    known = {lesson.title: lesson for lesson in unit.lessons}
    raw, changed = list(page.lessons.raw_data), 0
    for block in raw:
        lesson, value = known.get(block["value"]["title"]), block["value"]
        if lesson is None:
            continue
        keys = [] if value.get("resources") else [resources[r] for r in lesson.resources if r in resources]
        sheets = [] if stored.sheets(value) else _materials(lesson.sheets, resources)
        if keys or sheets:
            # What is there already was written by an editor, or before there were sheets: it stays.
            value["resources"] = [*(value.get("resources") or []), *map(_item, keys)]
            value["materials"] = [*(value.get("materials") or []), *sheets]
            changed += 1
    page.lessons = raw
    return changed


def _page(unit: UnitData, resources: dict[str, int], on: datetime.date) -> UnitPage:
    """Build the page of a unit; what it builds on is linked when all units exist."""
    _terms(NeedType, {slug for lesson in unit.lessons for row in lesson.adaptations for slug in row.needs}, unit.slug)
    _terms(ActivityKind, {lesson.activity_kind for lesson in unit.lessons}, unit.slug)
    page = UnitPage(
        slug=unit.slug,
        title=unit.title,
        summary=unit.summary,
        is_sample=unit.is_sample,
        outcomes=[{"type": "outcome", "value": text, "id": str(uuid4())} for text in unit.outcomes],
        lessons=[
            {"type": "lesson", "value": _lesson(each, resources), "id": lesson_id(unit.slug, each.title)}
            for each in unit.lessons
        ],
        quick_check=[
            _block("question", {**asdict(each), "options": _items(each.options)}) for each in unit.quick_check
        ],
        good_work=[_block("sign", asdict(each)) for each in unit.good_work],
        responsible=RESPONSIBLE,
        review_on=reviewed_until(on),
    )
    page.year_groups.set(_terms(YearGroup, map(str, unit.years), unit.slug))
    page.subjects.set(_terms(Subject, unit.subjects, unit.slug))
    page.criteria.set(_terms(Criterion, unit.criteria, unit.slug))
    page.sectors.set(_terms(Sector, unit.sectors, unit.slug))
    return page


def _lesson(lesson: LessonData, resources: dict[str, int]) -> Data:
    """Return a lesson as the stream field stores it; resources not loaded yet come later, by `link_resources`."""
    return {
        "title": lesson.title,
        "activity_kind": lesson.activity_kind,
        "before": _part(lesson.before),
        "during": _part(lesson.during),
        "after": _part(lesson.after),
        "counts_minutes": lesson.counts_minutes,
        "resources": _items(resources[slug] for slug in lesson.resources if slug in resources),
        "materials": [
            *(_block("thing", each.thing) for each in lesson.materials if each.thing),
            *_materials(lesson.sheets, resources),
        ],
        "employer_ask": lesson.employer_ask,
        "lmi": {"text": lesson.lmi_text, "url": lesson.lmi_url},
        "figures": _items(asdict(each) for each in lesson.figures),
        "adaptations": _items({**asdict(each), "needs": list(each.needs)} for each in lesson.adaptations),
        "home_task": lesson.home_task,
        "reflection": lesson.reflection,
    }


def _part(part: PartData) -> Data:
    return {"minutes": part.minutes, "text": rich_text(part.text)}


def lesson_id(unit: str, title: str) -> str:
    """Return the id of a sample lesson's block: the same in every hub, so that its address is too."""
    return str(uuid5(NAMESPACE_URL, f"{unit}/{title}"))


def _materials(sheets: Iterable[MaterialData], resources: dict[str, int]) -> list[Data]:
    """Return sheets as a lesson stores them, those that are loaded."""
    loaded = (each for each in sheets if each.sheet in resources)
    return [_block("sheet", {"page": resources[each.sheet], "how_many": each.how_many}) for each in loaded]


def _block(kind: str, value: object) -> Data:
    return {"type": kind, "value": value, "id": str(uuid4())}


def _item(value: object) -> Data:
    return _block("item", value)


def _items(values: Iterable[object]) -> list[Data]:
    return [_item(value) for value in values]


def _link_builds_on(made: dict[str, UnitPage], units: dict[str, UnitData]) -> None:
    """Link the units just made to those they build on, and publish each."""
    for slug, page in made.items():
        earlier = [other for other in units[slug].builds_on if other not in units]
        if earlier:
            raise DemoDataError(f"{slug}: builds on {', '.join(earlier)}, which does not exist")
        known = UnitPage.objects.filter(slug__in=units[slug].builds_on, locale=page.locale)
        page.builds_on.set(known)
        page.save_revision().publish()


def _terms(model: type[Term], slugs: Iterable[str], where: str) -> list[Term]:
    """Return the terms with these slugs, in the slugs' order.

    Raises:
        DemoDataError: naming the slugs that the vocabulary lacks.
    """
    slugs = list(slugs)
    found = {term.slug: term for term in model._default_manager.filter(slug__in=slugs)}
    missing = [slug for slug in slugs if slug not in found]
    if missing:
        raise DemoDataError(f"{where}: no {model._meta.verbose_name} {', '.join(missing)}; has load_framework run?")
    return [found[slug] for slug in slugs]


def rich_text(text: str) -> str:
    """Turn plain text into paragraphs; lines that begin with `- ` or `1. ` become lists."""
    html = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.splitlines()
        if all(LIST_ITEM.match(line) for line in lines):
            tag = "ul" if lines[0].startswith("-") else "ol"
            items = "".join(f"<li>{escape(LIST_ITEM.sub('', line, count=1))}</li>" for line in lines)
            html.append(f"<{tag}>{items}</{tag}>")
        else:
            html.append(f"<p>{escape(' '.join(lines))}</p>")
    return "".join(html)
