"""Searches to be timed, as addresses: words that are rare, middling or very common, with values of facets chosen."""

import dataclasses
import random
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from search.engines import snapshot
from search.engines.snapshot import Snapshot
from search.index.models.entries import EntryFacet

# In which share of all entries such a word is written: more than the first number, at most the second.
KINDS = {"rare": (0.0, 0.001), "middling": (0.01, 0.05), "very common": (0.2, 0.5)}
FACETS_CHOSEN = (0, 2, 4)
MOST_WORDS = 4
LOCALE = "en"
# Of how many entries the facet values are taken.
_EXAMPLES = 300


@dataclasses.dataclass(frozen=True)
class Question:
    """One search: its kind of words, its text, and the values chosen, one a facet."""

    kind: str
    text: str
    chosen: tuple[tuple[str, str], ...]

    @property
    def query_string(self) -> str:
        return urlencode([("q", self.text), *self.chosen])


def questions(count: int, *, seed: int) -> list[Question]:
    """Return `count` questions for each kind and number of facets, mixed, about the entries of the database in use."""
    chance, held = random.Random(seed), snapshot.current()
    words = {kind: _words(held, *share) for kind, share in KINDS.items()}
    examples = list(_examples(held, chance))
    asked = [
        Question(kind, _text(chance, words[kind], 1 + n % MOST_WORDS), _chosen(chance, examples, facets))
        for kind in KINDS
        for facets in FACETS_CHOSEN
        for n in range(count)
    ]
    chance.shuffle(asked)
    return asked


def _words(held: Snapshot, above: float, most: float) -> Sequence[str]:
    size = len(held.ids)
    found = held.frequencies().get(LOCALE, {})
    # In a small corpus a word of one entry is as rare as they come.
    return sorted(word for word, n in found.items() if above * size < n <= max(most * size, 1))


def _text(chance: random.Random, words: Sequence[str], count: int) -> str:
    return " ".join(chance.sample(words, min(count, len(words))))


def _examples(held: Snapshot, chance: random.Random) -> Iterator[Mapping[str, Sequence[str]]]:
    """Yield the facet values of entries drawn by lot, so that common values are chosen more often."""
    ids = held.ids.tolist()
    rows: dict[int, dict[str, list[str]]] = {}
    drawn = EntryFacet.objects.filter(entry__in=chance.sample(ids, min(_EXAMPLES, len(ids)))).order_by("pk")
    for pk, key, value in drawn.values_list("entry_id", "facet", "value"):
        rows.setdefault(pk, {}).setdefault(key, []).append(value)
    yield from rows.values()


def _chosen(
    chance: random.Random, examples: Sequence[Mapping[str, Sequence[str]]], count: int
) -> tuple[tuple[str, str], ...]:
    values = chance.choice(examples)
    keys = chance.sample(sorted(values), min(count, len(values)))
    return tuple((key, chance.choice(values[key])) for key in keys)
