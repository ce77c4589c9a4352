"""Random and hostile searches, and what must hold for every one of them, whatever engine answers."""

from tests.fuzz.cases import case, corpus
from tests.fuzz.checks import Broken, run

__all__ = ["Broken", "case", "corpus", "run"]
