"""Made-up entries in any number, with the statistics that decide how fast a search is: Zipf's law, lengths, fan-out.

Words follow Zipf and Mandelbrot's law over a vocabulary of 30,000; an entry's unit has words of its own that come back
in all its zones, as the words of a subject do. Everything follows from the seed.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from search.facets import FACETS, FacetValues, minute_values
from search.index.adapters import Document
from search.index.zones import TYPICAL_LENGTHS

VOCABULARY = 30_000
# Mandelbrot's flattening of the first ranks, and the exponent: with them about 150 words stand in a fifth of all
# entries or more, most of them words that a query drops as filler in earnest.
_FLAT, _EXPONENT = 2.7, 1.05
# How many entries in a hundred have the zone, and how much of it is said in the words of its unit.
_PRESENT = {"unit": 70, "outcome": 80, "meanings": 50, "misconceptions": 50, "body": 70}
_TOPICAL = {"title": 0.5, "unit": 0.6, "keywords": 0.7, "outcome": 0.4, "points": 0.3}
_UNIT_WORDS, _UNIT_SIZE = 40, 8
# Values an entry has of each facet, (fewest, most); what is not here has one. Years, stages and minutes follow below.
_FAN_OUT = {
    "subject": (1, 3),
    "sector": (0, 3),
    "need": (0, 1),
    "audience": (1, 2),
    "benchmark": (1, 3),
    "element": (0, 2),
}
_MINUTES = (5, 8, 10, 15, 20, 25, 30, 40, 45, 50, 60, 90, None)
_SYLLABLES = [c + v for c in "bdfgklmnprtvz" for v in ("a", "o", "u", "an", "or")]
_FIRST_DAY = datetime.datetime(2023, 9, 1, 9, tzinfo=datetime.UTC)
_DAYS = 1100
_BATCH = 500


def word(rank: int) -> str:
    """Return the word of a rank: pronounceable, without a letter that a stemmer takes away."""
    letters, rank = "", rank + len(_SYLLABLES)
    while rank:
        rank, n = divmod(rank, len(_SYLLABLES))
        letters = _SYLLABLES[n] + letters
    return letters + "k"


class Corpus:
    """Documents over the values of a vocabulary."""

    def __init__(self, vocabulary: FacetValues, *, seed: int = 0) -> None:
        self._random = np.random.default_rng(seed)
        self._words = np.array([word(rank) for rank in range(VOCABULARY)], dtype=object)
        chances = (np.arange(VOCABULARY) + _FLAT) ** -_EXPONENT
        self._reach = np.cumsum(chances / chances.sum())
        self._vocabulary = vocabulary
        self._stages = {year: f"ks{choice.group}" for year, choice in vocabulary["year"].items()}

    def documents(self, count: int) -> Iterator[Document]:
        for start in range(0, count, _BATCH):
            yield from self._batch(start, min(_BATCH, count - start))

    def _batch(self, start: int, count: int) -> list[Document]:
        units = np.arange(start, start + count) // _UNIT_SIZE
        own = self._own_words(int(units[0]), int(units[-1]))
        texts = {zone: self._zone(zone, mean, own[units - units[0]]) for zone, mean in TYPICAL_LENGTHS.items()}
        return [
            self._document(f"unit-{units[n]}", {zone: found[n] for zone, found in texts.items() if found[n]})
            for n in range(count)
        ]

    def _own_words(self, first: int, last: int) -> np.ndarray:
        """Return the ranks of each unit's own words. A unit lies across two batches, so it has its own seed."""
        ranks = [np.random.default_rng([7, unit]).random(_UNIT_WORDS) for unit in range(first, last + 1)]
        # What a lesson is about is not said in the commonest words.
        return np.searchsorted(self._reach, 0.35 + 0.65 * np.array(ranks)).clip(max=VOCABULARY - 1)

    def _zone(self, zone: str, mean: float, own: np.ndarray) -> list[str]:
        """Return the text of a zone for each entry: lengths are log-normal around the typical one."""
        count = len(own)
        lengths = np.maximum(1, self._random.lognormal(np.log(mean) - 0.125, 0.5, count)).astype(int)
        lengths[self._random.integers(0, 100, count) >= _PRESENT.get(zone, 100)] = 0
        total = int(lengths.sum())
        ranks = np.searchsorted(self._reach, self._random.random(total)).clip(max=VOCABULARY - 1)
        entry = np.repeat(np.arange(count), lengths)
        topical = self._random.random(total) < _TOPICAL.get(zone, 0.2)
        # The first words of a unit are said more often than its last.
        chosen = (self._random.random(total) ** 2 * _UNIT_WORDS).astype(int)
        ranks[topical] = own[entry[topical], chosen[topical]]
        ends = np.cumsum(lengths)
        return [" ".join(self._words[ranks[end - length : end]]) for length, end in zip(lengths, ends, strict=True)]

    def _document(self, unit: str, texts: Mapping[str, str]) -> Document:
        minutes = _MINUTES[self._random.integers(len(_MINUTES))]
        first = int(self._random.integers(_DAYS))
        return Document(
            kind=self._pick("kind", 1)[0],
            locale="en",
            title=texts["title"][:255],
            summary=texts["points"][:300],
            texts=texts,
            facets=frozenset(self._facets(minutes)),
            minutes=minutes,
            first_published=_FIRST_DAY + datetime.timedelta(days=first),
            last_checked=None,
            groups=(unit,),
        )

    def _facets(self, minutes: int | None) -> Iterator[tuple[str, str]]:
        years = list(self._stages)
        start, span = self._random.integers(len(years)), int(self._random.integers(1, 5))
        for year in years[start : start + span]:
            yield "year", year
            yield "stage", self._stages[year]
        for value in minute_values(minutes):
            yield "minutes", value
        for key in (facet.key for facet in FACETS if facet.key not in ("year", "stage", "minutes")):
            fewest, most = _FAN_OUT.get(key, (1, 1))
            for value in self._pick(key, int(self._random.integers(fewest, most + 1))):
                yield key, value

    def _pick(self, key: str, count: int) -> Sequence[str]:
        """Return values of a facet; the earlier ones are commoner."""
        values = list(self._vocabulary[key])
        at = (self._random.random(count) ** 2 * len(values)).astype(int)
        return list(dict.fromkeys(values[n] for n in at))
