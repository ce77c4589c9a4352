"""Reads the sample library: resources and collections, parsed once into values that cannot be half right."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hub.home.demo.reading import Data, DemoDataError, get, get_all, read_json
from resources.blocks import ResourceStoryBlock
from resources.choices import Cost, Format, Licence, SheetKind, languages

FOLDER = Path(__file__).parent / "data" / "resources"
# The made things that lessons need: a file for each unit.
SHEETS = Path(__file__).parent / "data" / "sheets"
COLLECTIONS = "collections.json"
MAX_SUMMARY = 300


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
    sheet_kind: str
    body: tuple[Data, ...]


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


def read_resources(*folders: Path) -> list[ResourceData]:
    """Return every resource and sheet of the folders (the demo's own, where none is named), file by file.

    Raises:
        DemoDataError: if a file is not JSON, an entry lacks a key or holds a wrong value, or a slug stands twice.
    """
    found = [
        _resource(raw, where)
        for folder in folders or (FOLDER, SHEETS)
        for path in sorted(folder.glob("*.json"))
        if path.name != COLLECTIONS
        for raw, where in _entries(path)
    ]
    twice = [slug for slug, count in Counter(each.slug for each in found).items() if count > 1]
    if twice:
        raise DemoDataError(f"more than one resource called {', '.join(sorted(twice))}")
    return found


def read_collections(folder: Path = FOLDER) -> list[CollectionData]:
    """Return the collections in the file's order. Raises DemoDataError like `read_resources`."""
    return [_collection(raw, where) for raw, where in _entries(folder / COLLECTIONS)]


def _entries(path: Path) -> Iterator[tuple[Data, str]]:
    """Yield each entry of a file with the words that say where it stands."""
    raw = read_json(path)
    if not isinstance(raw, list):
        raise DemoDataError(f"{path.name}: must hold a list")
    for number, entry in enumerate(raw, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("slug"), str):
            raise DemoDataError(f"{path.name}: entry {number} must be an object with a 'slug'")
        yield entry, f"{path.name}: {entry['slug']}"


def _choice(raw: Data, where: str, key: str, allowed: list[str]) -> str:
    value = get(raw, where, key, str)
    if value not in allowed:
        raise DemoDataError(f"{where}: {key!r} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def _summary(raw: Data, where: str) -> str:
    text = get(raw, where, "summary", str)
    if not 1 <= len(text) <= MAX_SUMMARY:
        raise DemoDataError(f"{where}: the summary has {len(text)} characters; 1 to {MAX_SUMMARY} are allowed")
    return text


def _resource(raw: Data, where: str) -> ResourceData:
    of_entry = partial(get, raw, where)
    texts = partial(get_all, raw, where)
    if raw.get("last_checked"):
        raise DemoDataError(f"{where}: 'last_checked' stays empty until somebody has checked the resource")
    return ResourceData(
        slug=of_entry("slug", str),
        title=of_entry("title", str),
        summary=_summary(raw, where),
        type=of_entry("type", str),
        years=texts("years", int),
        subjects=texts("subjects", str),
        sectors=texts("sectors", str),
        criteria=texts("criteria", str),
        audiences=texts("audiences", str),
        needs=texts("needs", str),
        minutes=None if raw.get("minutes") is None else of_entry("minutes", int),
        format=_choice(raw, where, "format", Format.values),
        cost=_choice(raw, where, "cost", Cost.values),
        licence=_choice(raw, where, "licence", Licence.values),
        provider=of_entry("provider", str),
        provider_status=of_entry("provider_status", str),
        language=_choice(raw, where, "language", [code for code, _label in languages()]),
        link=of_entry("link", str),
        is_sample=of_entry("is_sample", bool),
        sheet_kind=_choice(raw, where, "sheet_kind", SheetKind.values) if raw.get("sheet_kind") else "",
        body=_body(raw, where),
    )


def _body(raw: Data, where: str) -> tuple[Data, ...]:
    known = ResourceStoryBlock().child_blocks
    blocks = get_all(raw, where, "body", dict)
    for number, block in enumerate(blocks, start=1):
        if block.get("type") not in known or "value" not in block:
            raise DemoDataError(f"{where}: block {number} needs a 'value' and a 'type' of {', '.join(known)}")
    return tuple(_cards(block) if block["type"] == "cards" else block for block in blocks)


def _cards(block: Data) -> Data:
    """Return cards with their size as the choice that stores it."""
    return {**block, "value": {**block["value"], "per_page": str(block["value"].get("per_page") or 8)}}


def _collection(raw: Data, where: str) -> CollectionData:
    of_entry = partial(get, raw, where)
    items = []
    for number, item in enumerate(get_all(raw, where, "items", dict), start=1):
        of_item = partial(get, item, f"{where}, item {number}")
        items.append(ItemData(resource=of_item("resource", str), why=of_item("why", str), jobs=of_item("jobs", str)))
    return CollectionData(
        slug=of_entry("slug", str),
        title=of_entry("title", str),
        topic=of_entry("topic", str),
        summary=_summary(raw, where),
        intro=of_entry("intro", str),
        items=tuple(items),
    )
