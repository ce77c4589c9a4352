"""What is looked for, in analysed words: the part of a request that engines match and the ranker weighs. Pure values.

An entry fits a query when it fits every required clause, fits nothing excluded and, if there are clauses at all, fits
at least one. It fits a clause when it fits one of its alternatives, and an alternative when it holds all of its words
(in any zone), or, for a phrase, when one zone holds them side by side in this order.
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Alternative:
    """Words that stand for what was typed. `weight` is 1 for a word as typed, less for a synonym or a correction, more
    for typed words side by side."""

    words: tuple[str, ...]
    weight: float = 1.0
    phrase: bool = False


@dataclasses.dataclass(frozen=True)
class Clause:
    """One thing that was typed: the word itself first, then what else may be meant by it."""

    typed: str
    alternatives: tuple[Alternative, ...]
    required: bool = False


@dataclasses.dataclass(frozen=True)
class Query:
    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Alternative, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.clauses)

    @property
    def words(self) -> tuple[str, ...]:
        """Return every word that may be found, once each, in the order of the clauses."""
        found = (word for clause in self.clauses for option in clause.alternatives for word in option.words)
        return tuple(dict.fromkeys(found))

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """Return every phrase that decides what fits, once each: those looked for, then those excluded."""
        options = [option for clause in self.clauses for option in clause.alternatives] + list(self.excluded)
        return tuple(dict.fromkeys(option.words for option in options if option.phrase))

    @classmethod
    def of(cls, *words: str) -> "Query":
        """Return the plain query for analysed words: one clause each."""
        return cls(tuple(Clause(word, (Alternative((word,)),)) for word in dict.fromkeys(words)))
