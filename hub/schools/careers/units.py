"""The units and lessons that the rows of a programme lead to, as far as everybody may read them."""

from collections.abc import Iterable, Mapping

from wagtail.models import Page

from curriculum.lessons import find
from curriculum.models import UnitPage
from hub.schools.careers.models.programme import ActivityRow

Units = Mapping[int, Page]


def public_units(rows: Iterable[ActivityRow]) -> Units:
    """Return the public units that rows lead to, by their keys; with their lessons where a row names one."""
    rows = list(rows)
    wanted = {row.unit_id for row in rows if row.unit_id}
    units = {}
    if wanted:  # which pages are public is a query of its own
        public = Page.objects.live().public().select_related("locale")
        units = {page.pk: page for page in public.filter(pk__in=wanted)}
    with_lesson = {row.unit_id for row in rows if row.lesson} & units.keys()
    return {**units, **(UnitPage.objects.in_bulk(with_lesson) if with_lesson else {})}


def lesson_path(row: ActivityRow, units: Units) -> str:
    """Return the address below its unit of the lesson that a row names; "" for none, and for one that is gone."""
    unit = units.get(row.unit_id or 0)
    return unit.part_path(row.lesson) if row.lesson and isinstance(unit, UnitPage) else ""


def lesson_title(row: ActivityRow, units: Units) -> str:
    """Return the title of the lesson that a row names; "" for none, and for one that is gone."""
    unit = units.get(row.unit_id or 0)
    raw = unit.lessons.raw_data if row.lesson and isinstance(unit, UnitPage) else []
    place = find(raw, row.lesson)
    return "" if place is None else raw[place]["value"].get("title") or ""
