"""Turns a unit's stored lessons (plain data) into planned activities."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NotRequired, TypedDict, cast

from django.utils.text import slugify

from curriculum import hours

PARTS: tuple[Literal["before"], Literal["during"], Literal["after"]] = ("before", "during", "after")


class StoredPart(TypedDict, total=False):
    """Before, during or after, in whole minutes and rich text."""

    minutes: int | None
    text: str | None


class StoredSource(TypedDict, total=False):
    """A line of labour market information and where it comes from."""

    text: str | None
    url: str | None


class StoredSheet(TypedDict, total=False):
    """A made thing: the id of the sheet's page, and how many of it a class needs."""

    page: int | None
    how_many: str | None


class StoredThing(TypedDict, total=False):
    """What a lesson needs: an everyday thing as words, or a sheet. `type` is "thing" or "sheet"."""

    type: str
    value: str | StoredSheet | None
    id: str


class StoredFigure(TypedDict, total=False):
    """A figure of the labour market by its public keys (hub.core.figures), and a sentence of the author's own."""

    measure: str
    sector: str | None
    area: str
    sentence: str | None


class StoredAdaptation(TypedDict, total=False):
    """What to change, and for whom: slugs of need types, or words for a group that is none."""

    needs: Sequence[str] | None
    others: str | None
    change: str | None


class StoredLesson(TypedDict, total=False):
    """A lesson as its stream field stores it; an unfinished draft may lack anything."""

    title: str | None
    activity_kind: str | None
    before: StoredPart | None
    during: StoredPart | None
    after: StoredPart | None
    counts_minutes: int | None
    materials: Sequence[StoredThing] | None
    employer_ask: str | None
    adaptations: Sequence[Mapping[str, object]] | None
    lmi: StoredSource | None
    figures: Sequence[Mapping[str, object]] | None
    home_task: str | None
    reflection: str | None
    resources: Sequence[Mapping[str, object] | int] | None


class StoredBlock(TypedDict):
    """A block of the stream field `lessons`. Its `id` is a UUID, which a block that was never saved lacks."""

    type: str
    value: StoredLesson
    id: NotRequired[str]


def key_of(block: StoredBlock) -> str:
    """Return the stable key of a lesson within its unit: its block's id up to the first dash; "" before it is saved."""
    return (block.get("id") or "").split("-")[0]


def path_of(block: StoredBlock) -> str:
    """Return a lesson's address below its unit, "locked-shut-or-open-3f2a9c1b/": only the key counts."""
    words = slugify(block["value"].get("title") or "")[:60].strip("-") or "lesson"
    return f"{words}-{key_of(block)}/"


def find(raw: Sequence[StoredBlock], key: str) -> int | None:
    """Return the place of the lesson with a key among stored lessons, or None."""
    return next((place for place, block in enumerate(raw) if key and key_of(block) == key), None)


def lesson_minutes(value: StoredLesson) -> int:
    """Return the minutes of one lesson; parts an unfinished draft lacks add nothing."""
    return hours.total((value.get(part) or {}).get("minutes") for part in PARTS)


def items(stored: Iterable[object] | None) -> Iterator[object]:
    """Yield the values of a stored list: an item has an id of its own, or, by older code, is bare."""
    for item in stored or ():
        yield item["value"] if isinstance(item, Mapping) and "value" in item else item


def adaptations(value: StoredLesson) -> list[StoredAdaptation]:
    """Return what to change for whom in one stored lesson."""
    return [cast("StoredAdaptation", item) for item in items(value.get("adaptations")) if isinstance(item, Mapping)]


def figures(value: StoredLesson) -> list[StoredFigure]:
    """Return the figures of the labour market that one stored lesson shows."""
    return [cast("StoredFigure", item) for item in items(value.get("figures")) if isinstance(item, Mapping)]


def needs(value: StoredLesson) -> list[str]:
    """Return the slugs of the need types that a stored lesson is adapted for, once each."""
    return list(dict.fromkeys(slug for each in adaptations(value) for slug in each.get("needs") or ()))


def things(value: StoredLesson) -> list[str]:
    """Return the everyday things that a stored lesson needs."""
    named = (each.get("value") for each in value.get("materials") or () if each.get("type") == "thing")
    return [words for words in named if isinstance(words, str) and words]


def sheets(value: StoredLesson) -> list[StoredSheet]:
    """Return the sheets that a stored lesson needs."""
    named = (each.get("value") for each in value.get("materials") or () if each.get("type") == "sheet")
    return [sheet for sheet in named if isinstance(sheet, dict) and sheet.get("page")]


def chosen_in(value: StoredLesson) -> list[int]:
    """Return the ids of the sheets that one stored lesson needs and of the resources it names, once each."""
    found = [*(sheet.get("page") for sheet in sheets(value)), *items(value.get("resources"))]
    return list(dict.fromkeys(pk for pk in found if isinstance(pk, int)))


def chosen_resources(raw: Iterable[StoredBlock]) -> list[int]:
    """Return the ids of the sheets and resources that stored lessons (`raw_data` of the stream field) name."""
    return list(dict.fromkeys(pk for block in raw for pk in chosen_in(block["value"])))


def activities(
    raw: Iterable[StoredBlock], *, counting: Collection[str], years: Iterable[int] = ()
) -> list[hours.Activity]:
    """Return stored lessons (`raw_data` of the stream field) as planned activities, without resolving any block.

    `counting` are the slugs of the activity kinds that count towards 100 hours.
    """
    planned = []
    for block in raw:
        value = block["value"]
        kind = value.get("activity_kind") or ""
        planned.append(
            hours.Activity(
                kind=kind,
                minutes=lesson_minutes(value),
                years=frozenset(years),
                kind_counts=kind in counting,
                stated=value.get("counts_minutes"),
            )
        )
    return planned
