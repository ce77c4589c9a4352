"""The search vocabulary: what teachers say and what the hub calls it, in JSON files, and a word list.

Each row's `source` is the name of one in `sources.json`; a file names the one of the rows that say none.

Kinds of rows: `alternative` (either may stand for the other), `one-way` (what is said may mean the other, not the other
way round), `filter` (it names a facet's value), `offer` (it may name one, and may be what is looked for), `literal` (a
phrase whose words mean nothing else, though one of them would), `without` (what people want to do without: "no
visitors" leaves out what holds the word). An alternative without `means` is an abbreviation:
what it stands for is said in `hub/core/data/acronyms.json`, from which pages explain it, too.
"""

import dataclasses
import functools
import json
import lzma
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from hub.core.acronyms import in_full

FOLDER = Path(__file__).parent
SOURCES = FOLDER / "sources.json"
KINDS = ("alternative", "one-way", "filter", "offer", "literal", "without")


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of the vocabulary. `means`: phrases, of alternatives and one-way rows; `facet` and `values`: of filters
    and offers; `capitals`: only where it is typed in capitals ("RE"), else an offer at most. Several words that
    something means are looked for side by side, or, with `apart`, anywhere in an entry."""

    says: str
    kind: str
    source: str
    means: tuple[str, ...] = ()
    facet: str = ""
    values: tuple[str, ...] = ()
    capitals: bool = False
    apart: bool = False


@functools.cache
def sources() -> Mapping[str, str]:
    """Return where rows come from, by the name that rows give."""
    return json.loads(SOURCES.read_text(encoding="utf-8"))


@functools.cache
def rows() -> tuple[Row, ...]:
    """Read every row of every file.

    Raises:
        ValueError: naming the file and the row that is not what it should be.
    """
    found = []
    for path in sorted(set(FOLDER.glob("*.json")) - {SOURCES}):
        data = json.loads(path.read_text(encoding="utf-8"))
        for raw in data["rows"]:
            try:
                values: dict[str, Any] = {
                    key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()
                }
                if raw["kind"] == "alternative" and "means" not in raw:
                    values["means"] = _in_full(raw["says"])
                source = sourced(values.pop("source", data["source"]))
                found.append(check(Row(**values, source=source)))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path.name}: {raw!r}: {error}") from error
    return tuple(found)


def _in_full(short: str) -> tuple[str, ...]:
    long = in_full().get(short, "").replace(",", "")  # a comma in a query is more than one in a sentence
    return (long,) if long else ()


def sourced(name: str) -> str:
    """Return the source of that name. Raises ValueError."""
    if name not in sources():
        raise ValueError(f"{SOURCES.name} has no source {name!r}")
    return sources()[name]


def check(row: Row) -> Row:
    """Return the row if it has what its kind needs. Raises ValueError."""
    if row.kind not in KINDS or not row.says.strip():
        raise ValueError("no kind, or nothing said")
    if row.kind in ("alternative", "one-way") and not row.means:
        raise ValueError("it stands for nothing")
    if row.kind in ("filter", "offer") and not (row.facet and row.values):
        raise ValueError("it names no value of a facet")
    return row


@functools.cache
def names() -> frozenset[str]:
    """Return the folded names of organisations, products and qualifications that are right as they are typed, whether
    or not the hub holds them (`names.txt`)."""
    lines = (FOLDER / "names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))


@functools.cache
def _english() -> np.ndarray:
    # Fixed width, because a set of as many strings takes five times the memory.
    return np.array(lzma.decompress((FOLDER / "english.txt.xz").read_bytes()).split())


def is_english(word: str) -> bool:
    """Return whether a folded word is in the shipped list of English words (`english.COPYRIGHT`)."""
    if not word.isascii():
        return False
    words, wanted = _english(), word.encode()
    at = int(np.searchsorted(words, wanted))
    return at < len(words) and bool(words[at] == wanted)
