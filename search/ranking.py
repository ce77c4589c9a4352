"""One ranker for every engine: BM25F over the engine's best candidates. Pure: it reads no database.

The words of a zone are weighed and added up before they saturate (BM25F), so that a word in title and body counts once
as a strong hit and not twice. How rare a word is, is judged in part among what the filters left.
"""

import dataclasses
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search.query import Alternative, Query
from search.zones import LENGTH_B, SATURATION, WEIGHTS, ZONES

CANDIDATES = 200
WHOLE_SHARE = 0.35
# A lesson of a unit whose other lessons answer too is more likely what was meant.
UNIT_SHARE = 0.2
# A lesson about as long as the time that was named comes before a shorter one that also fits.
NEAR_LENGTH, NEAR_BONUS = 0.75, 1.2


@dataclasses.dataclass(frozen=True)
class Corpus:
    """What the ranker needs to know of all entries in reach (one language, one school or the hub).

    `held` and `held_filtered` give, for each word, how many entries hold it: of all `size`, and of the `size_filtered`
    that the filters left. `mean_lengths` gives each zone's mean number of words.
    """

    size: int
    held: Mapping[str, int]
    size_filtered: int
    held_filtered: Mapping[str, int]
    mean_lengths: Mapping[str, float]

    def weight_of(self, word: str) -> float:
        whole = rarity(self.size, self.held.get(word, 0))
        among = rarity(self.size_filtered, self.held_filtered.get(word, 0))
        return WHOLE_SHARE * whole + (1 - WHOLE_SHARE) * among


@dataclasses.dataclass(frozen=True)
class Candidate:
    """An entry to be ranked. `words` maps a zone's name to its analysed words, joined by spaces."""

    pk: int
    words: Mapping[str, str]
    groups: Sequence[str] = ()
    minutes: int | None = None


@dataclasses.dataclass(frozen=True)
class Explanation:
    """Why an entry stands where it does: for each word found, its rarity and what each zone gave (weight x count, by
    length), then the score of the words, what its unit added and what its length multiplied it by."""

    words: Mapping[str, tuple[float, Mapping[str, float]]]
    matched: float
    unit: float
    near: float


@dataclasses.dataclass(frozen=True)
class Ranked:
    pk: int
    score: float
    explanation: Explanation | None = None


def rarity(size: int, held: int) -> float:
    """Return the inverse document frequency, never below zero."""
    return math.log(1 + (size - held + 0.5) / (held + 0.5))


def rank(
    query: Query,
    candidates: Iterable[Candidate],
    corpus: Corpus,
    *,
    near_minutes: int | None = None,
    explain: bool = False,
) -> list[Ranked]:
    """Return the candidates, best first; the lower id first where two are equal."""
    candidates = list(candidates)
    weights = {word: corpus.weight_of(word) for word in query.words}
    held = {c.pk: zone_strengths(c.words, corpus.mean_lengths, weights) for c in candidates}
    matched = {c.pk: score(query, held[c.pk], weights) for c in candidates}
    units = _units(candidates, matched)
    ranked = []
    for c in candidates:
        unit = UNIT_SHARE * max((units[group] for group in c.groups), default=0.0)
        near = NEAR_BONUS if is_near(c.minutes, near_minutes) else 1.0
        why = None
        if explain:
            found = {word: (weights[word], zones) for word, zones in held[c.pk].items()}
            why = Explanation(found, matched[c.pk], unit, near)
        ranked.append(Ranked(c.pk, (matched[c.pk] + unit) * near, why))
    return sorted(ranked, key=lambda r: (-r.score, r.pk))


def zone_strengths(
    words: Mapping[str, str], mean_lengths: Mapping[str, float], wanted: Iterable[str] | None = None
) -> dict[str, dict[str, float]]:
    """Return word -> zone -> weight x count, normalised by length, for the words that an entry holds, or those of them
    that are wanted."""
    strengths: dict[str, dict[str, float]] = {}
    for zone in ZONES:
        if not (text := words.get(zone)):
            continue
        # Most zones hold none of the words, which looking for letters tells without cutting them up.
        likely = None if wanted is None else [word for word in wanted if word in text]
        if likely == []:
            continue
        found = text.split(" ")
        length = 1 - LENGTH_B[zone] + LENGTH_B[zone] * len(found) / (mean_lengths.get(zone) or 1.0)
        per_word = WEIGHTS[zone] / length
        counts = Counter(found) if likely is None else {word: found.count(word) for word in likely}
        for word, count in counts.items():
            if count:
                strengths.setdefault(word, {})[zone] = per_word * count
    return strengths


def score(query: Query, held: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> float:
    """Return how well the words found answer: each clause counts with the best of its alternatives."""
    worth = {}
    for word, zones in held.items():
        strength = sum(zones.values())
        worth[word] = weights[word] * strength / (SATURATION + strength)
    total = 0.0
    for clause in query.clauses:
        best = 0.0
        for option in clause.alternatives:
            best = max(best, option.weight * _worth(option, worth))
        total += best
    return total


def _worth(option: Alternative, worth: Mapping[str, float]) -> float:
    """Words that stand together for one thing count as one: their mean, and nothing unless all are there."""
    if len(option.words) == 1:
        return worth.get(option.words[0], 0.0)
    if any(word not in worth for word in option.words):
        return 0.0
    return sum(worth[word] for word in option.words) / len(option.words)


def _units(candidates: Sequence[Candidate], matched: Mapping[int, float]) -> dict[str, float]:
    """Return each unit's mean score over its candidates."""
    members = defaultdict(list)
    for c in candidates:
        for group in c.groups:
            members[group].append(matched[c.pk])
    return {group: sum(scores) / len(scores) for group, scores in members.items()}


def is_near(minutes: int | None, wanted: int | None) -> bool:
    return minutes is not None and wanted is not None and NEAR_LENGTH * wanted <= minutes <= wanted
