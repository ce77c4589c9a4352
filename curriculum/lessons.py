"""Turns a unit's stored lessons (plain data) into planned activities."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from curriculum import hours

PARTS = ("before", "during", "after")


def lesson_minutes(value: Mapping[str, Any]) -> int:
    """Return the minutes of one lesson; parts an unfinished draft lacks add nothing."""
    return hours.total((value.get(part) or {}).get("minutes") for part in PARTS)


def chosen_resources(raw: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the ids of the resources that stored lessons (`raw_data` of the stream field) name, once each."""
    items = (item for block in raw for item in block["value"].get("resources") or ())
    # An item of a list is stored with an id of its own, or, by older code, bare.
    ids = (item.get("value") if isinstance(item, Mapping) else item for item in items)
    return list(dict.fromkeys(pk for pk in ids if isinstance(pk, int)))


def activities(
    raw: Iterable[Mapping[str, Any]], *, counting: Collection[str], years: Iterable[int] = ()
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
