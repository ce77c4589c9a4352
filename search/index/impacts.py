"""How strong a word is in an entry, in twelve steps: what the database engines keep to find the best candidates.

The strength is the one the ranker uses (BM25F), at typical lengths instead of today's means, so that it is fixed when
the entry is written. Impact-ordered postings after Anh and Moffat (2005).
"""

import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping

from search.index.zones import LENGTH_B, SATURATION, TYPICAL_LENGTHS, WEIGHTS, ZONES

LEVELS = "abcdefghijkl"
# From a word once in a long body (0.2) to one in title, unit, keywords and outcome; each step half as much again.
_BORDERS = [0.3 * 1.5**n for n in range(len(LEVELS) - 1)]
# What a word of each step brings to the score: that of the middle of the step.
SATURATED = tuple(s / (SATURATION + s) for s in (0.3 * 1.5 ** (n - 0.5) for n in range(len(LEVELS))))


def word_strengths(words: Mapping[str, str], mean_lengths: Mapping[str, float]) -> dict[str, float]:
    """Return word -> strength, the sum of weight x count by length over its zones, for every word of one entry."""
    strengths: dict[str, float] = defaultdict(float)
    for zone in ZONES:
        if text := words.get(zone):
            found = text.split(" ")
            length = 1 - LENGTH_B[zone] + LENGTH_B[zone] * len(found) / (mean_lengths.get(zone) or 1.0)
            per_word = WEIGHTS[zone] / length
            for word, count in Counter(found).items():
                strengths[word] += per_word * count
    return strengths


def level(strength: float) -> str:
    return LEVELS[bisect.bisect(_BORDERS, strength)]


def levels(words: Mapping[str, str]) -> dict[str, str]:
    """Return word -> level for every word of an entry. `words` maps a zone to its words, joined by spaces."""
    return {word: level(strength) for word, strength in word_strengths(words, TYPICAL_LENGTHS).items()}
