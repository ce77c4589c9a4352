"""How strong a word is in an entry, in twelve steps: what the database engines keep to find the best candidates.

The strength is the one the ranker uses (BM25F), at typical lengths instead of today's means, so that it is fixed when
the entry is written. Impact-ordered postings after Anh and Moffat (2005).
"""

import bisect
from collections.abc import Mapping

from search.engines.ranking import word_strengths
from search.index.zones import SATURATION, TYPICAL_LENGTHS

LEVELS = "abcdefghijkl"
# From a word once in a long body (0.2) to one in title, unit, keywords and outcome; each step half as much again.
_BORDERS = [0.3 * 1.5**n for n in range(len(LEVELS) - 1)]
# What a word of each step brings to the score: that of the middle of the step.
SATURATED = tuple(s / (SATURATION + s) for s in (0.3 * 1.5 ** (n - 0.5) for n in range(len(LEVELS))))


def level(strength: float) -> str:
    return LEVELS[bisect.bisect(_BORDERS, strength)]


def levels(words: Mapping[str, str]) -> dict[str, str]:
    """Return word -> level for every word of an entry. `words` maps a zone to its words, joined by spaces."""
    return {word: level(strength) for word, strength in word_strengths(words, TYPICAL_LENGTHS).items()}
