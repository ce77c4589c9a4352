"""One ranker for every engine: BM25F over the engine's best candidates. Pure: it reads no database.

The words of a zone are weighed and added up before they saturate (BM25F), so that a word in title and body counts once
as a strong hit and not twice. How rare a word is, is judged in part among what the filters left.
"""

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from search.zones import LENGTH_B, SATURATION, WEIGHTS, ZONES

CANDIDATES = 200
WHOLE_SHARE = 0.35


@dataclasses.dataclass(frozen=True)
class Corpus:
    """What the ranker needs to know of all entries of a language.

    `held` and `held_filtered` give, for each word, how many entries hold it: of all `size`, and of the `size_filtered`
    that the filters left. `mean_lengths` gives each zone's mean number of words.
    """

    size: int
    held: Mapping[str, int]
    size_filtered: int
    held_filtered: Mapping[str, int]
    mean_lengths: Mapping[str, float]


def rarity(size: int, held: int) -> float:
    """Return the inverse document frequency, never below zero."""
    return math.log(1 + (size - held + 0.5) / (held + 0.5))


def weight_of(word: str, corpus: Corpus) -> float:
    whole = rarity(corpus.size, corpus.held.get(word, 0))
    among = rarity(corpus.size_filtered, corpus.held_filtered.get(word, 0))
    return WHOLE_SHARE * whole + (1 - WHOLE_SHARE) * among


def score(words: Sequence[str], zones: Mapping[str, str], corpus: Corpus, weights: Mapping[str, float]) -> float:
    """Return how well an entry answers. `zones` maps a zone's name to its analysed words, joined by spaces."""
    strength = dict.fromkeys(words, 0.0)
    for zone in ZONES:
        found = zones.get(zone, "").split()
        counts = Counter(word for word in found if word in strength)
        if counts:
            mean = corpus.mean_lengths.get(zone) or 1.0
            length = 1 - LENGTH_B[zone] + LENGTH_B[zone] * len(found) / mean
            for word, count in counts.items():
                strength[word] += WEIGHTS[zone] * count / length
    return sum(weights[word] * value / (SATURATION + value) for word, value in strength.items())


def rank(words: Sequence[str], candidates: Iterable[tuple[int, Mapping[str, str]]], corpus: Corpus) -> list[int]:
    """Return the ids of candidates (id, zones), best first; the lower id first where two are equal."""
    weights = {word: weight_of(word, corpus) for word in words}
    scored = [(-score(words, zones, corpus, weights), pk) for pk, zones in candidates]
    return [pk for _, pk in sorted(scored)]
