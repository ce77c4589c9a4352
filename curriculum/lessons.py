"""Reads a unit's lessons as they are stored: plain data in, planned activities out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, TypedDict

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


class StoredLesson(TypedDict, total=False):
    """A lesson as its stream field stores it; an unfinished draft may lack anything."""

    title: str | None
    activity_kind: str | None
    before: StoredPart | None
    during: StoredPart | None
    after: StoredPart | None
    counts_minutes: int | None
    materials: str | None
    employer_ask: str | None
    send: str | None
    lmi: StoredSource | None
    home_task: str | None
    reflection: str | None
    resources: Sequence[Mapping[str, object] | int] | None


class StoredBlock(TypedDict):
    """A block of the stream field `lessons`."""

    type: str
    value: StoredLesson


def lesson_minutes(value: StoredLesson) -> int:
    """Return the minutes of one lesson; parts an unfinished draft lacks add nothing."""
    return hours.total((value.get(part) or {}).get("minutes") for part in PARTS)


def chosen_resources(raw: Iterable[StoredBlock]) -> list[int]:
    """Return the ids of the resources that stored lessons (`raw_data` of the stream field) name, once each."""
    items = (item for block in raw for item in block["value"].get("resources") or ())
    # An item of a list is stored with an id of its own, or, by older code, bare.
    ids = (item.get("value") if isinstance(item, Mapping) else item for item in items)
    return list(dict.fromkeys(pk for pk in ids if isinstance(pk, int)))


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
