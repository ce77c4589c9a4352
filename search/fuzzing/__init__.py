"""Random and hostile searches, and what must hold for every one of them, whatever engine answers."""

from search.fuzzing.cases import case, corpus
from search.fuzzing.checks import Broken, run

__all__ = ["Broken", "case", "corpus", "run"]
