"""Random and hostile searches, and what must hold for every one of them, whatever engine answers."""

from tests.fuzz.checks import Broken, run
from tests.fuzz.strategies import case, corpus

__all__ = ["Broken", "case", "corpus", "run"]
