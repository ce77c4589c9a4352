"""What is known of the words of one language: pure values, kept in the snapshot."""

import bisect
import dataclasses
import functools
from collections.abc import Mapping, Sequence

from search.index.analysis import stem
from search.understanding.phrases import Phrases
from search.understanding.query import Alternative
from search.understanding.spelling import Guess, Speller, inflects
from search.understanding.vocabulary import is_english, names

# A word that one entry alone holds may be a slip of its editor.
TRUSTED = 2


@dataclasses.dataclass(frozen=True, eq=False)
class IndexWords:
    """`entries`: folded, unstemmed written word -> in how many entries of the language it stands."""

    language: str
    entries: Mapping[str, int]
    phrases: Phrases

    @property
    def expansions(self) -> Mapping[tuple[str, ...], tuple[Alternative, ...]]:
        """Singular, folded words -> what else they stand for."""
        return self.phrases.expansions

    def known(self, word: str) -> bool:
        """Return whether a folded word is spelt correctly: the hub's, the vocabulary's, or plain English."""
        return self._known(word) or inflects(word, self._known)

    def _known(self, word: str) -> bool:
        return (
            self.entries.get(word, 0) >= TRUSTED
            or word in self.phrases.words
            or word in names()
            or (self.language.startswith("en") and is_english(word))
        )

    def corrections(self, word: str) -> Sequence[Guess]:
        """Return what a folded word may have meant, best first; nothing for a word that is known."""
        return () if self.known(word) else self._speller.guesses(word)

    def joined(self, first: str, second: str) -> str:
        """Return two words as one if the hub writes them so and they are not both its own, else nothing."""
        word = first + second
        if self.entries.get(word, 0) < TRUSTED:
            return ""
        return word if min(self.entries.get(first, 0), self.entries.get(second, 0)) < self.entries[word] else ""

    def beginning(self, start: str, most: int) -> list[str]:
        """Return the stems of the commonest words that begin with these folded letters."""
        first = bisect.bisect_left(self._sorted, start)
        last = bisect.bisect_left(self._sorted, start + chr(0x10FFFF))
        words = sorted(self._sorted[first:last], key=lambda word: (-self.entries[word], word))
        return list(dict.fromkeys(stem(word, self.language) for word in words))[:most]

    @functools.cached_property
    def _sorted(self) -> Sequence[str]:
        return sorted(self.entries)

    @functools.cached_property
    def _speller(self) -> Speller:
        return Speller(self.entries, self.language)
