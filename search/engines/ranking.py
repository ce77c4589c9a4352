"""Ranks every engine's best candidates by BM25F. Pure: it reads no database.

The words of a zone are weighed and added up before they saturate (BM25F), so that a word in title and body counts once
as a strong hit and not twice. How rare a word is, is judged in part among what the filters left.
"""

import dataclasses
import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search.engines.counted import Counted, Floats, phrases_of
from search.index.packing import KINDS, SHEET, Ints
from search.index.zones import SATURATION, ZONES
from search.understanding.query import Query

CANDIDATES = 200
WHOLE_SHARE = 0.35
# A lesson of a unit whose other lessons match too is more likely what was meant.
UNIT_SHARE = 0.2
# A lesson about as long as the time that was named comes before a shorter one that also fits.
NEAR_LENGTH, NEAR_BONUS = 0.75, 1.2

# Who searches wants to teach: a sheet counts a little less than the lesson or resource that says the same.
STANDING = {SHEET: 0.85}

_STANDING = np.array([STANDING.get(kind, 1.0) for kind in KINDS])


@dataclasses.dataclass(frozen=True)
class Corpus:
    """What the ranker needs to know of all entries in reach (one language, one school or the hub).

    `held` and `held_filtered` give, for each word, how many entries hold it: of all `size`, and of the `size_filtered`
    that the filters left.
    """

    size: int
    held: Mapping[str, int]
    size_filtered: int
    held_filtered: Mapping[str, int]

    def weight_of(self, word: str) -> float:
        whole = rarity(self.size, self.held.get(word, 0))
        among = rarity(self.size_filtered, self.held_filtered.get(word, 0))
        return WHOLE_SHARE * whole + (1 - WHOLE_SHARE) * among


@dataclasses.dataclass(frozen=True)
class Explanation:
    """Why an entry has its rank: for each word found, its rarity and what each zone gave (weight x count, by
    length), then the score of the words, what its unit added, and what its length and its kind multiplied it by."""

    words: Mapping[str, tuple[float, Mapping[str, float]]]
    matched: float
    unit: float
    near: float
    kind: float = 1.0


class Ranked(NamedTuple):
    """An entry in its place: a tuple, for two hundred are made a search."""

    pk: int
    score: float
    explanation: Explanation | None = None


def rarity(size: int, held: int) -> float:
    """Return the inverse document frequency, never below zero."""
    return math.log(1 + (size - held + 0.5) / (held + 0.5))


def rank(
    query: Query,
    candidates: Counted,
    corpus: Corpus,
    *,
    near_minutes: int | None = None,
    explain: bool = False,
) -> list[Ranked]:
    """Return the candidates, best first; the lower id first where two are equal."""
    words = query.words
    weights = np.array([corpus.weight_of(word) for word in words])
    matched, _fitted = _score(query, weights, candidates)
    unit = UNIT_SHARE * _best_unit(candidates, matched)
    near = np.where(_near(candidates.minutes, near_minutes), NEAR_BONUS, 1.0)
    kind = _STANDING[candidates.kinds]
    scores = (matched + unit) * near * kind
    order = np.lexsort((candidates.ids, -scores))
    pairs = zip(candidates.ids[order].tolist(), scores[order].tolist(), strict=True)
    if not explain:
        return [Ranked(pk, score) for pk, score in pairs]
    ranked = []
    for n, (pk, score) in zip(order.tolist(), pairs, strict=True):
        found = {word: _by_zone(candidates.strengths[n, w]) for w, word in enumerate(words) if candidates.totals[n, w]}
        told = {word: (float(weights[words.index(word)]), zones) for word, zones in found.items()}
        why = Explanation(told, float(matched[n]), float(unit[n]), float(near[n]), float(kind[n]))
        ranked.append(Ranked(pk, score, why))
    return ranked


def matched(query: Query, candidates: Counted, corpus: Corpus) -> tuple[Floats, Ints]:
    """Return what each candidate's words are worth, units and lengths apart, and how many clauses it fits."""
    return _score(query, np.array([corpus.weight_of(word) for word in query.words]), candidates)


def _score(query: Query, weights: Floats, candidates: Counted) -> tuple[Floats, Ints]:
    """Return how well each entry answers, and how many clauses it fits: each clause counts with the best of its
    alternatives. Words that stand together for one thing count as one: their mean, and nothing unless all are there, a
    phrase's side by side."""
    worth = weights * candidates.totals / (SATURATION + candidates.totals)
    column = {word: n for n, word in enumerate(query.words)}
    phrase = {words: n for n, words in enumerate(phrases_of(query))}
    total, fitted = np.zeros(len(worth)), np.zeros(len(worth), dtype=np.int64)
    for clause in query.clauses:
        best = np.zeros(len(worth))
        for option in clause.alternatives:
            first, *others = (worth[:, column[word]] for word in option.words)
            for other in others:
                first = np.where((first > 0) & (other > 0), first + other, 0.0)
            if option.phrase and others:
                first = np.where(candidates.phrases[:, phrase[option.words]], first, 0.0)
            np.maximum(best, option.weight * first / len(option.words), out=best)
        total += best
        fitted += best > 0
    return total, fitted


def _best_unit(candidates: Counted, matched: Floats) -> Floats:
    """Return, for each entry, the mean score of the best of its units, over the unit's candidates."""
    owners, groups = candidates.owners, candidates.groups
    best = np.zeros(len(matched))
    if len(groups):
        _, at = np.unique(groups, return_inverse=True)
        means = np.bincount(at, weights=matched[owners]) / np.bincount(at)
        np.maximum.at(best, owners, means[at])
    return best


def _near(minutes: Ints, wanted: int | None) -> npt.NDArray[np.bool_]:
    if wanted is None:
        return np.zeros(len(minutes), dtype=bool)
    return (minutes >= NEAR_LENGTH * wanted) & (minutes <= wanted) & (minutes >= 0)


def _by_zone(strengths: Floats) -> dict[str, float]:
    return {zone: float(strength) for zone, strength in zip(ZONES, strengths, strict=True) if strength}
