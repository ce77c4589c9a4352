"""What the words of a query are in each candidate, before it is asked how rare they are. Pure: it reads no database.

A search ranks up to three times: all that hold any word, to see what is near; what is counted; what follows it. Mostly
they are the same entries, so each is unpacked and counted once.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from search.index.packing import Candidates, Ints
from search.index.zones import LENGTH_B, WEIGHTS, ZONES
from search.understanding.query import Query

Floats = npt.NDArray[np.float64]
_WEIGHTS = np.array([WEIGHTS[zone] for zone in ZONES])
_LENGTH_B = np.array([LENGTH_B[zone] for zone in ZONES])


@dataclasses.dataclass(frozen=True)
class Counted:
    """Candidates in the order of their ids, a row each. `strengths` is weight x count by length, for each entry, word
    and zone, `totals` their sum over the zones; `phrases` has a column for each of `phrases_of` the query. `owners` are
    the rows of entries and `groups` the groups of each; the rest is as in `Candidates`."""

    ids: Ints
    minutes: Ints
    kinds: Ints
    units: Ints
    strengths: Floats
    totals: Floats
    phrases: npt.NDArray[np.bool_]
    owners: Ints
    groups: Ints

    @classmethod
    def of(cls, query: Query, candidates: Candidates, mean_lengths: Mapping[str, float]) -> "Counted":
        """Count a query's words. `mean_lengths` gives each zone's mean number of words."""
        strengths = _strengths(candidates, query.words, mean_lengths)
        phrases = [candidates.holds(words) for words in phrases_of(query)]
        owners, groups = candidates.groups
        return cls(
            ids=candidates.ids,
            minutes=candidates.minutes,
            kinds=candidates.kinds,
            units=candidates.units,
            strengths=strengths,
            totals=_sum(strengths),
            phrases=np.array(phrases, dtype=bool).reshape(len(phrases), len(candidates.ids)).T,
            owners=owners,
            groups=groups,
        )

    def among(self, ids: Sequence[int]) -> "Counted":
        """Return those of these that have some ids."""
        return self._rows(np.flatnonzero(np.isin(self.ids, np.array(ids, dtype=np.int64))))

    def joined(self, other: "Counted") -> "Counted":
        """Return these and others, counted for the same query."""
        both = self._each(lambda name: np.concatenate([getattr(self, name), getattr(other, name)]))
        owners = np.concatenate([self.owners, other.owners + len(self.ids)])
        joined = dataclasses.replace(both, owners=owners, groups=np.concatenate([self.groups, other.groups]))
        return joined._rows(np.argsort(joined.ids))

    def _rows(self, rows: Ints) -> "Counted":
        place = np.full(len(self.ids), -1)
        place[rows] = np.arange(len(rows))
        owners = place[self.owners]
        kept = np.flatnonzero(owners >= 0)
        kept = kept[np.argsort(owners[kept], kind="stable")]
        chosen = self._each(lambda name: getattr(self, name)[rows])
        return dataclasses.replace(chosen, owners=owners[kept], groups=self.groups[kept])

    def _each(self, change: Callable[[str], npt.NDArray]) -> "Counted":
        """Return these with another value of all that has a row an entry."""
        return dataclasses.replace(self, **{name: change(name) for name in _BY_ROW})


_BY_ROW = [field.name for field in dataclasses.fields(Counted) if field.name not in ("owners", "groups")]


def phrases_of(query: Query) -> list[tuple[str, ...]]:
    """Return the words that have to stand side by side to count, once each."""
    options = (option for clause in query.clauses for option in clause.alternatives)
    return list(dict.fromkeys(option.words for option in options if option.phrase and len(option.words) > 1))


def _strengths(candidates: Candidates, words: Sequence[str], mean_lengths: Mapping[str, float]) -> Floats:
    mean = np.array([mean_lengths.get(zone) or 1.0 for zone in ZONES])
    length = 1 - _LENGTH_B + _LENGTH_B * candidates.lengths / mean
    return (_WEIGHTS / length)[:, None, :] * candidates.counts(words)


def _sum(strengths: Floats) -> Floats:
    """Add up the zones one by one: an entry's score is the same to the last bit, whatever it is ranked with."""
    total = np.zeros(strengths.shape[:2])
    for zone in range(len(ZONES)):
        total += strengths[:, :, zone]
    return total
