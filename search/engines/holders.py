"""Who holds a word, and what a process remembers of that between searches."""

import dataclasses
from collections import defaultdict

import numpy as np
import numpy.typing as npt

from search.engines.memory import Memory
from search.engines.snapshot import Change
from search.index import impacts

# What is remembered in a process, at most: places of entries (5 bytes each), and words.
MOST_PLACES, MOST_WORDS = 4_000_000, 5000


@dataclasses.dataclass(frozen=True)
class Postings:
    """The entries that hold a word: their columns in the snapshot, and the number of each one's level."""

    at: npt.NDArray[np.int32]
    levels: npt.NDArray[np.int8]


class Remembered(Memory[str, Postings]):
    """Words that were looked up."""

    def __init__(self) -> None:
        super().__init__(size=lambda postings: len(postings.at), most=MOST_PLACES, most_items=MOST_WORDS)

    def renewed(self, change: Change) -> "Remembered":
        """Return what stays true after a change of a few entries: nothing has to be looked up again."""
        known = self.known()
        added: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for column, words in change.words.items():
            for word, level in impacts.levels(words).items():
                if word in known:
                    added[word].append((column, impacts.LEVELS.index(level)))
        renewed = Remembered()
        renewed.update({word: _moved(postings, change, added.get(word, ())) for word, postings in known.items()})
        return renewed


def _moved(postings: Postings, change: Change, added: "list[tuple[int, int]] | tuple[()]") -> Postings:
    at = change.moved[postings.at]
    stays = at >= 0
    columns, levels = [column for column, _ in added], [level for _, level in added]
    return Postings(
        np.concatenate([at[stays], np.array(columns, dtype=np.int32)]),
        np.concatenate([postings.levels[stays], np.array(levels, dtype=np.int8)]),
    )
