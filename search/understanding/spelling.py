"""What a misspelt word may have meant: words of the hub that are near it in letters or in sound, the common ones first.

Every word has a signature of 64 bits, one for each letter it holds. One edit changes at most two of them, so comparing
signatures throws away nearly all words before any distance is computed: 0.3 ms for one word against 40,000.
"""

import dataclasses
import functools
import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence

import jellyfish
import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.index.analysis import stem

SHORTEST = 4
LONG = 8
SHORTEST_PART = 3
LONGEST = 32
# A correction costs its edits, less a share of how common it is: a word in 100 entries is worth 1.4 edits.
COMMON = 0.25
# A word that sounds the same is as good as one edit nearer.
SOUND = 0.75
SPLIT_COST = 1.0
KEPT = 2
# A guess that costs much more than the best one is noise.
WORST_GAP = 0.8
_BOTH_ENDS = 2


@dataclasses.dataclass(frozen=True)
class Guess:
    """What may have been meant: one word, or two where a space is missing. The lower the cost, the likelier."""

    words: tuple[str, ...]
    cost: float

    @property
    def text(self) -> str:
        return " ".join(self.words)


def reach(word: str) -> int:
    """Return how many edits a word of that length may be away from what was meant."""
    return 1 if len(word) < 6 else 2 if len(word) < 9 else 3


@functools.lru_cache(maxsize=2**17)
def signature(word: str) -> int:
    """Return the letters of a word as 64 bits, two for each letter: it is there, and it is there again."""
    bits = 0
    for letter in word:
        bit = 1 << (ord(letter) & 31)
        bits |= bit << 32 if bits & bit else bit
    return bits


@functools.lru_cache(maxsize=2**17)
def sound(word: str) -> str:
    """Return how a word sounds in English, or nothing for a word in another alphabet."""
    return jellyfish.metaphone(word) if word.isascii() and word.isalpha() else ""


@functools.lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """Return the alphabet of a letter: the first word of its name, such as LATIN or BENGALI."""
    return unicodedata.name(letter, " ").split(" ")[0]


def correctable(word: str) -> bool:
    """Return whether a word is made of letters (and the marks that some alphabets write on them) and long enough."""
    return SHORTEST <= len(word) <= LONGEST and not any(c.isdigit() or c in "+#'" for c in word)


class Speller:
    """Guesses from the words of one language and how many entries hold each (folded, unstemmed)."""

    def __init__(self, entries: Mapping[str, int], language: str = "en"):
        self.entries = entries
        self.language = language
        self.words: Sequence[str] = [word for word in entries if correctable(word)]
        self._signatures = np.array([signature(word) for word in self.words], dtype=np.uint64)
        self._lengths = np.array([len(word) for word in self.words], dtype=np.int16)
        self._sounding: dict[str, list[str]] = {}
        for word in self.words:
            if code := sound(word):
                self._sounding.setdefault(code, []).append(word)

    def guesses(self, word: str) -> list[Guess]:
        """Return at most two likely meanings of a folded word, the likeliest first; none is certain."""
        if not correctable(word):
            return []
        found = self._split(word) | {(other,): cost for other, cost in self._near(word).items()}
        ranked = sorted((Guess(words, cost) for words, cost in found.items()), key=lambda g: (g.cost, g.words))
        # "Device" and "devices" are one guess.
        kept: dict[str, Guess] = {}
        for guess in ranked[:9]:
            kept.setdefault(stem(guess.words[-1], self.language), guess)
        return [guess for guess in list(kept.values())[:KEPT] if guess.cost <= ranked[0].cost + WORST_GAP]

    def _near(self, word: str) -> dict[str, float]:
        most = reach(word)
        changed = np.bitwise_count(self._signatures ^ np.uint64(signature(word)))
        at = np.flatnonzero((changed <= _BOTH_ENDS * most) & (np.abs(self._lengths - len(word)) <= most))
        choices = [self.words[n] for n in at.tolist()]
        near = {
            other: float(edits)
            for other, edits, _ in process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=None)
        }
        code = sound(word)
        for other in self._sounding.get(code, ()) if len(code) > 1 else ():
            near[other] = near.get(other, OSA.distance(word, other)) - SOUND
        same = script(word[0])
        return {
            other: edits - self._commonness(other)
            for other, edits in near.items()
            # Of a short word the beginning is mostly right: "bonjour" is no "contour".
            if other != word and script(other[0]) == same and (other[0] == word[0] or edits <= 1 or len(word) >= LONG)
        }

    def _split(self, word: str) -> dict[tuple[str, ...], float]:
        parts = ((word[:n], word[n:]) for n in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1))
        return {
            pair: SPLIT_COST - min(map(self._commonness, pair))
            for pair in parts
            if all(self.entries.get(part, 0) > 1 for part in pair)
        }

    def _commonness(self, word: str) -> float:
        return COMMON * math.log1p(self.entries.get(word, 0))


def inflects(word: str, known: Callable[[str], bool]) -> bool:
    """Return whether a word is the plural or the possessive of a known one. (The word list has all other forms.)"""
    bases = {word.removesuffix("'s"), word.removesuffix("s"), word.removesuffix("s'")}
    if word.endswith("ies"):
        bases.add(word[:-3] + "y")
    elif word.endswith("es"):
        bases.add(word[:-2])
    return any(len(base) > 1 and known(base) for base in bases - {word})
