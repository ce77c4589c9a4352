"""Reads the sample library: resources and collections, parsed once into values that cannot be half right."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from resources.blocks import ResourceStoryBlock
from resources.choices import LANGUAGES, Cost, Format, Licence

FOLDER = Path(__file__).parent / "data" / "resources"
COLLECTIONS = "collections.json"
MAX_SUMMARY = 300


class ResourceError(ValueError):
    """A file of the sample library cannot be used; the message names the file, the entry and what is wrong."""


@dataclass(frozen=True, kw_only=True)
class ResourceData:
    """One resource; terms are slugs, not yet looked up. `body` is the stream as stored: type and value per block."""

    slug: str
    title: str
    summary: str
    type: str
    years: tuple[int, ...]
    subjects: tuple[str, ...]
    sectors: tuple[str, ...]
    criteria: tuple[str, ...]
    audiences: tuple[str, ...]
    needs: tuple[str, ...]
    minutes: int | None
    format: str
    cost: str
    licence: str
    provider: str
    provider_status: str
    language: str
    link: str
    is_sample: bool
    body: tuple[dict[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class ItemData:
    """One place in a collection: a resource's slug, why it stands there, and jobs that use it."""

    resource: str
    why: str
    jobs: str


@dataclass(frozen=True, kw_only=True)
class CollectionData:
    """Resources in an order. `intro` is HTML of the few tags that the field allows."""

    slug: str
    title: str
    topic: str
    summary: str
    intro: str
    items: tuple[ItemData, ...]


def read_resources(folder: Path = FOLDER) -> list[ResourceData]:
    """Return every resource of the folder, file by file.

    Raises:
        ResourceError: if a file is not JSON, an entry lacks a key or holds a wrong value, or a slug stands twice.
    """
    found = [
        _resource(raw, where)
        for path in sorted(folder.glob("*.json"))
        if path.name != COLLECTIONS
        for raw, where in _entries(path)
    ]
    twice = [slug for slug, count in Counter(each.slug for each in found).items() if count > 1]
    if twice:
        raise ResourceError(f"{folder.name}: more than one resource called {', '.join(sorted(twice))}")
    return found


def read_collections(folder: Path = FOLDER) -> list[CollectionData]:
    """Return the collections in the file's order. Raises ResourceError like `read_resources`."""
    return [_collection(raw, where) for raw, where in _entries(folder / COLLECTIONS)]


def _entries(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each entry of a file with the words that say where it stands."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ResourceError(f"{path.name}: not JSON: {error}") from error
    if not isinstance(raw, list):
        raise ResourceError(f"{path.name}: must hold a list")
    for number, entry in enumerate(raw, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("slug"), str):
            raise ResourceError(f"{path.name}: entry {number} must be an object with a 'slug'")
        yield entry, f"{path.name}: {entry['slug']}"


def _get(raw: dict[str, Any], where: str, key: str, kind: type) -> Any:
    value = raw.get(key)
    # JSON's true is an int to Python, but nobody means it as minutes.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ResourceError(f"{where}: {key!r} must be {kind.__name__}, not {value!r}")
    return value


def _all(raw: dict[str, Any], where: str, key: str, kind: type) -> tuple[Any, ...]:
    values = _get(raw, where, key, list)
    for value in values:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ResourceError(f"{where}: {key!r} holds {value!r}, which is not {kind.__name__}")
    return tuple(values)


def _choice(raw: dict[str, Any], where: str, key: str, allowed: list[str]) -> str:
    value = _get(raw, where, key, str)
    if value not in allowed:
        raise ResourceError(f"{where}: {key!r} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def _summary(raw: dict[str, Any], where: str) -> str:
    text = _get(raw, where, "summary", str)
    if not 1 <= len(text) <= MAX_SUMMARY:
        raise ResourceError(f"{where}: the summary has {len(text)} characters; 1 to {MAX_SUMMARY} are allowed")
    return text


def _resource(raw: dict[str, Any], where: str) -> ResourceData:
    get = partial(_get, raw, where)
    texts = partial(_all, raw, where)
    if raw.get("last_checked"):
        raise ResourceError(f"{where}: 'last_checked' stays empty until somebody has checked the resource")
    return ResourceData(
        slug=get("slug", str),
        title=get("title", str),
        summary=_summary(raw, where),
        type=get("type", str),
        years=texts("years", int),
        subjects=texts("subjects", str),
        sectors=texts("sectors", str),
        criteria=texts("criteria", str),
        audiences=texts("audiences", str),
        needs=texts("needs", str),
        minutes=None if raw.get("minutes") is None else get("minutes", int),
        format=_choice(raw, where, "format", Format.values),
        cost=_choice(raw, where, "cost", Cost.values),
        licence=_choice(raw, where, "licence", Licence.values),
        provider=get("provider", str),
        provider_status=get("provider_status", str),
        language=_choice(raw, where, "language", list(LANGUAGES)),
        link=get("link", str),
        is_sample=get("is_sample", bool),
        body=_body(raw, where),
    )


def _body(raw: dict[str, Any], where: str) -> tuple[dict[str, Any], ...]:
    known = ResourceStoryBlock().child_blocks
    blocks = _all(raw, where, "body", dict)
    for number, block in enumerate(blocks, start=1):
        if block.get("type") not in known or "value" not in block:
            raise ResourceError(f"{where}: block {number} needs a 'value' and a 'type' of {', '.join(known)}")
    return blocks


def _collection(raw: dict[str, Any], where: str) -> CollectionData:
    get = partial(_get, raw, where)
    items = []
    for number, item in enumerate(_all(raw, where, "items", dict), start=1):
        of_item = partial(_get, item, f"{where}, item {number}")
        items.append(ItemData(resource=of_item("resource", str), why=of_item("why", str), jobs=of_item("jobs", str)))
    return CollectionData(
        slug=get("slug", str),
        title=get("title", str),
        topic=get("topic", str),
        summary=_summary(raw, where),
        intro=get("intro", str),
        items=tuple(items),
    )
