"""Who holds a word, and what a process remembers of that between searches."""

import dataclasses
import threading
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from search import impacts
from search.snapshot import Change

# What is remembered in a process, at most: places of entries (5 bytes each), and words.
MOST_PLACES, MOST_WORDS = 4_000_000, 5000


@dataclasses.dataclass(frozen=True)
class Postings:
    """The entries that hold a word: their columns in the snapshot, and the number of each one's level."""

    at: npt.NDArray[np.int32]
    levels: npt.NDArray[np.int8]


class Remembered:
    """Words that were looked up, the oldest forgotten first. Threads share it."""

    def __init__(self) -> None:
        self._postings: dict[str, Postings] = {}
        self._places = 0
        self._lock = threading.Lock()

    def get(self, word: str) -> Postings | None:
        return self._postings.get(word)

    def put(self, word: str, postings: Postings) -> None:
        with self._lock:
            if word in self._postings or len(postings.at) > MOST_PLACES:
                return
            self._postings[word] = postings
            self._places += len(postings.at)
            while self._places > MOST_PLACES or len(self._postings) > MOST_WORDS:
                self._places -= len(self._postings.pop(next(iter(self._postings))).at)

    def renewed(self, change: Change) -> "Remembered":
        """Return what stays true after a change of a few entries: nothing has to be looked up again."""
        with self._lock:
            known = dict(self._postings)
        added: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for column, words in change.words.items():
            for word, level in impacts.levels(words).items():
                if word in known:
                    added[word].append((column, impacts.LEVELS.index(level)))
        renewed = Remembered()
        for word, postings in known.items():
            renewed.put(word, _moved(postings, change, added.get(word, ())))
        return renewed

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._postings))


def _moved(postings: Postings, change: Change, added: "list[tuple[int, int]] | tuple[()]") -> Postings:
    at = change.moved[postings.at]
    stays = at >= 0
    columns, levels = [column for column, _ in added], [level for _, level in added]
    return Postings(
        np.concatenate([at[stays], np.array(columns, dtype=np.int32)]),
        np.concatenate([postings.levels[stays], np.array(levels, dtype=np.int8)]),
    )
