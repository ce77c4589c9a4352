"""The lessons of a unit as its page, a lesson's own page, and whatever is written from them show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from curriculum import hours
from curriculum import lessons as stored
from curriculum.lessons import PARTS, StoredLesson
from curriculum.models import ActivityKind, NeedType, UnitPage
from hub.core.figures import Asked, Figure, Reading

# The ruler of minutes is an hour long; a longer lesson gives its minutes in words only.
DRAWN_MINUTES = 60


@dataclass(frozen=True)
class Part:
    """Before, during or after: its minutes, and how many have gone before it."""

    name: str
    label: str
    minutes: int
    offset: int
    text: RichText


@dataclass(frozen=True)
class NotedFigure:
    """A figure of the labour market, and the author's own sentence about it."""

    figure: Figure
    sentence: str


@dataclass(frozen=True)
class Note:
    """One line of what it takes: "Employer ask", "At home"."""

    label: str
    text: str
    url: str = ""
    figures: tuple[NotedFigure, ...] = ()
    is_ask: bool = False

    @property
    def host(self) -> str:
        """Where the link leads, as a reader would say it."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


@dataclass(frozen=True)
class Adaptation:
    """What to change: for needs, for another group in words, or (neither) for everybody."""

    needs: list[NeedType]
    others: str
    change: str

    @property
    def whom(self) -> str:
        """Return the needs and groups in words, "" for everybody."""
        return ", ".join(filter(None, [*map(str, self.needs), self.others]))


@dataclass(frozen=True)
class Sheet:
    """A made thing that the lesson needs, and how many of it a class needs."""

    page: Page
    how_many: str


@dataclass(frozen=True)
class Lesson:
    """One lesson. `key` is stable (`curriculum.lessons.key_of`), `path` its address below the unit; both are empty for
    a lesson that was never saved."""

    number: int
    key: str
    path: str
    title: str
    kind: str
    activity: hours.Activity
    parts: list[Part]
    things: list[str]
    sheets: list[Sheet]
    resources: list[Page]
    adaptations: list[Adaptation]
    notes: list[Note]

    @property
    def drawn(self) -> bool:
        return self.activity.minutes <= DRAWN_MINUTES

    @property
    def needs(self) -> list[NeedType]:
        """The types of need it is adapted for, once each, in the order of their first mention."""
        return list(dict.fromkeys(need for each in self.adaptations for need in each.needs))


def lessons_of(unit: UnitPage, reading: Reading | None = None) -> list[Lesson]:
    """Return the lessons of a unit in order; the number of queries does not grow with them."""
    return lessons_of_units([unit], reading)[0]


def lessons_of_units(units: Sequence[UnitPage], reading: Reading | None = None) -> list[list[Lesson]]:
    """Return the lessons of each of some units; the number of queries grows with neither.

    `reading` gives them their figures of the labour market; without one they have none.
    """
    if reading is not None:
        reading.read([asked for unit in units for asked in _asked(unit)])
    kinds = {kind.slug: kind for kind in ActivityKind.objects.all()}
    needs = {need.slug: need for need in NeedType.objects.all()}
    counting = {slug for slug, kind in kinds.items() if kind.counts}
    found = []
    for unit, chosen in zip(units, _chosen(units), strict=True):
        raw = unit.lessons.raw_data
        planned = stored.activities(raw, counting=counting)
        found.append(
            [
                _lesson(block, number, activity, kinds=kinds, needs=needs, chosen=chosen, reading=reading)
                for number, (block, activity) in enumerate(zip(raw, planned, strict=True), start=1)
            ]
        )
    return found


def materials_of(lessons: Sequence[Lesson]) -> list[Page]:
    """Return the public sheets and resources that lessons name, in order of use, once each."""
    named = ([*(sheet.page for sheet in lesson.sheets), *lesson.resources] for lesson in lessons)
    return list(dict.fromkeys(page for pages in named for page in pages))


def _lesson(
    block: stored.StoredBlock,
    number: int,
    activity: hours.Activity,
    *,
    kinds: Mapping[str, ActivityKind],
    needs: Mapping[str, NeedType],
    chosen: Mapping[int, Page],
    reading: Reading | None,
) -> Lesson:
    """Read one stored lesson; an unfinished draft may lack anything."""
    value, key = block["value"], stored.key_of(block)
    sheets = [
        Sheet(chosen[pk], each.get("how_many") or "")
        for each in stored.sheets(value)
        if (pk := each.get("page") or 0) in chosen
    ]
    named = [pk for pk in stored.items(value.get("resources")) if pk in chosen]
    return Lesson(
        number=number,
        key=key,
        path=stored.path_of(block) if key else "",
        title=value.get("title") or "",
        kind=str(kinds.get(activity.kind, "")),
        activity=activity,
        parts=_parts(value),
        things=stored.things(value),
        sheets=sheets,
        resources=list(dict.fromkeys(chosen[pk] for pk in named if isinstance(pk, int))),
        adaptations=[
            Adaptation(
                [needs[slug] for slug in each.get("needs") or () if slug in needs],
                each.get("others") or "",
                each.get("change") or "",
            )
            for each in stored.adaptations(value)
        ],
        notes=_notes(value, _figures(value, reading) if reading else ()),
    )


def _parts(value: StoredLesson) -> list[Part]:
    parts, offset = [], 0
    labels = {"before": _("Before"), "during": _("During"), "after": _("After")}
    for name in PARTS:
        part = value.get(name) or {}
        minutes, text = part.get("minutes") or 0, part.get("text") or ""
        if minutes or text:
            parts.append(Part(name, labels[name], minutes, offset, RichText(text)))
        offset += minutes
    return parts


def _asked(unit: UnitPage) -> list[Asked]:
    return [Asked.stored(each) for block in unit.lessons.raw_data for each in stored.figures(block["value"])]


def _figures(value: StoredLesson, reading: Reading) -> tuple[NotedFigure, ...]:
    found = ((reading.get(Asked.stored(each)), each.get("sentence") or "") for each in stored.figures(value))
    return tuple(NotedFigure(figure, sentence) for figure, sentence in found if figure is not None)


def _notes(value: StoredLesson, figures: tuple[NotedFigure, ...]) -> list[Note]:
    lmi = value.get("lmi") or {}
    notes = [
        Note(_("Employer ask"), value.get("employer_ask") or "", is_ask=True),
        Note(_("Labour market"), lmi.get("text") or "", lmi.get("url") or "", figures),
        Note(_("At home"), value.get("home_task") or ""),
        Note(_("Reflection"), value.get("reflection") or ""),
    ]
    return [note for note in notes if note.text or note.host or note.figures]


def _chosen(units: Sequence[UnitPage]) -> list[dict[int, Page]]:
    """Return for each unit the public pages that its lessons name, by the id they name; in the unit's language where
    there is one."""
    named = [stored.chosen_resources(unit.lessons.raw_data) for unit in units]
    wanted = {pk for each in named for pk in each}
    if not wanted:
        return [{} for _unit in units]
    keys = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key"))
    found = list(Page.objects.filter(translation_key__in=keys.values()).live().public().specific())
    prefetch_related_objects(found, "resource_type", "locale")
    by_pk = {page.pk: page for page in found}
    by_language = {(page.translation_key, page.locale_id): page for page in found}
    return [
        {
            pk: page
            for pk in each
            if (page := by_language.get((keys.get(pk), unit.locale_id)) or by_pk.get(pk)) is not None
        }
        for unit, each in zip(units, named, strict=True)
    ]
