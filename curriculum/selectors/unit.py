"""What the page of a unit shows, worked out before the template."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from curriculum import hours
from curriculum.lessons import PARTS, StoredLesson, activities
from curriculum.models import ActivityKind, KeyStage, Sector, Subject, UnitPage
from curriculum.selectors.criteria import Group, grouped
from hub.core.page_context import Context

# Six lessons no longer fit on a screen's worth of scrolling: the page gets a line to jump by.
JUMP_FROM = 6
# The minutes rule is drawn for an hour; a longer lesson says its minutes in words only.
DRAWN_MINUTES = 60


@dataclass(frozen=True)
class Part:
    """Before, during or after: its minutes, and how many have gone before it."""

    label: str
    minutes: int
    offset: int
    text: RichText


@dataclass(frozen=True)
class Note:
    """One line of what it takes: "You need", "SEND"."""

    label: str
    text: str
    url: str = ""

    @property
    def host(self) -> str:
        """Where the link leads, as a reader would say it."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


@dataclass(frozen=True)
class Lesson:
    """One lesson as the page shows it."""

    number: int
    title: str
    kind: str
    activity: hours.Activity
    parts: list[Part]
    notes: list[Note]

    @property
    def drawn(self) -> bool:
        return self.activity.minutes <= DRAWN_MINUTES


@dataclass
class Material:
    """A resource and the lessons that use it."""

    page: Page
    lessons: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class UnitView:
    """A unit as its page shows it. Minutes are whole minutes; `jump` says whether there is a line to jump by."""

    stage: KeyStage | None
    subjects: list[Subject]
    sectors: list[Sector]
    criteria: list[Group]
    lessons: list[Lesson]
    any_drawn: bool
    jump: bool
    minutes_total: int
    minutes_counted: int
    materials: list[Material]
    builds_on: list[UnitPage]
    leads_to: list[UnitPage]


def unit_context(unit: UnitPage, request: HttpRequest, **kwargs: object) -> Context:
    """Return everything the template of a unit needs; the number of queries does not grow with its lessons."""
    if unit.pk:
        prefetch_related_objects([unit], "year_groups__key_stage", "subjects", "sectors", "criteria", "builds_on")
    kinds = {kind.slug: kind for kind in ActivityKind.objects.all()}
    raw = unit.lessons.raw_data
    planned = activities(raw, counting={slug for slug, kind in kinds.items() if kind.counts})
    lessons = [
        _lesson(number, block["value"], activity, str(kinds.get(activity.kind, "")))
        for number, (block, activity) in enumerate(zip(raw, planned, strict=True), start=1)
    ]
    view = UnitView(
        stage=unit.key_stage,
        subjects=list(unit.subjects.all()),
        sectors=list(unit.sectors.all()),
        criteria=grouped(unit.criteria.all()),
        lessons=lessons,
        any_drawn=any(lesson.drawn for lesson in lessons),
        jump=len(lessons) >= JUMP_FROM,
        minutes_total=hours.total(activity.minutes for activity in planned),
        minutes_counted=hours.counted_total(planned),
        materials=_materials(unit),
        builds_on=unit.public_builds_on,
        leads_to=unit.leads_to,
    )
    return {"unit": view}


def _lesson(number: int, value: StoredLesson, activity: hours.Activity, kind: str) -> Lesson:
    """Read one stored lesson; an unfinished draft may lack anything."""
    parts, offset = [], 0
    labels = {"before": _("Before"), "during": _("During"), "after": _("After")}
    for name in PARTS:
        part = value.get(name) or {}
        minutes, text = part.get("minutes") or 0, part.get("text") or ""
        if minutes or text:
            parts.append(Part(labels[name], minutes, offset, RichText(text)))
        offset += minutes
    return Lesson(number, value.get("title") or "", kind, activity, parts, _notes(value))


def _notes(value: StoredLesson) -> list[Note]:
    lmi = value.get("lmi") or {}
    notes = [
        Note(_("You need"), value.get("materials") or ""),
        Note(_("Employer ask"), value.get("employer_ask") or ""),
        Note(_("SEND"), value.get("send") or ""),
        Note(_("Labour market"), lmi.get("text") or "", lmi.get("url") or ""),
        Note(_("At home"), value.get("home_task") or ""),
        Note(_("Reflection"), value.get("reflection") or ""),
    ]
    return [note for note in notes if note.text or note.host]


def _materials(unit: UnitPage) -> list[Material]:
    """Return the public resources its lessons name, in order of use, in the unit's language where there is one."""
    wanted: dict[int, list[int]] = {}
    for number, block in enumerate(unit.lessons.raw_data, start=1):
        for item in block["value"].get("resources") or []:
            pk = item["value"] if isinstance(item, dict) else item
            if pk and number not in wanted.setdefault(pk, []):
                wanted[pk].append(number)
    if not wanted:
        return []
    keys = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key"))
    found = list(Page.objects.filter(translation_key__in=keys.values()).live().public().specific())
    prefetch_related_objects(found, "resource_type", "locale")
    by_pk = {page.pk: page for page in found}
    here = {page.translation_key: page for page in found if page.locale_id == unit.locale_id}
    rows: dict[int, Material] = {}
    for pk, numbers in wanted.items():
        page = here.get(keys.get(pk)) or by_pk.get(pk)
        if page:
            rows.setdefault(page.pk, Material(page)).lessons.extend(numbers)
    return list(rows.values())
