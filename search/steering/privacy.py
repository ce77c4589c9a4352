"""Which words of a search may be kept: only those that belong to everybody. Pure.

A name, an address or a number typed into a search box says something about a person. So a word is kept only if the hub
itself uses it or a word list knows it, a person's first name and its neighbours are not, and anything that looks like
an e-mail address, a telephone number or a postcode takes the whole search with it.
"""

import functools
import re
from collections.abc import Callable
from pathlib import Path

from search.index.analysis import FILLER, fold, spans

GAP = "…"
LONGEST = 200
# Telephone numbers and pupil numbers have more digits than anything a teacher looks for.
MOST_DIGITS = 6
LONGEST_NUMBER = 4
_POSTCODE = re.compile(r"\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}\b", re.IGNORECASE)
_PARTS = re.compile("[ -]")
_NAMES = Path(__file__).parent / "data" / "first_names.txt"

Knows = Callable[[str], bool]


@functools.cache
def first_names() -> frozenset[str]:
    """Return first names, folded. Those that are no English words need not be here: nothing knows them anyway."""
    lines = _NAMES.read_text().splitlines()
    return frozenset(fold(name) for line in lines if not line.startswith("#") for name in line.split())


def kept(text: str, *, own: Knows, general: Knows) -> str:
    """Return what may be kept of the words somebody typed: folded, a gap for each word left out, or nothing at all.

    Args:
        text: the words as typed or as corrected.
        own: tells whether the hub itself uses a folded word: in its pages, terms or synonyms.
        general: tells whether a list of English words knows it.
    """
    if "@" in text or _POSTCODE.search(text) or sum(c.isdigit() for c in text) > MOST_DIGITS:
        return ""
    words = [word for start, end in spans(text) for word in _PARTS.split(fold(text[start:end]).replace("'", ""))]
    named = {n for n, word in enumerate(words) if word in first_names() and not own(word) and word not in _FILLER}
    doubtful = named | {n + step for n in named for step in (-1, 1)}
    found = [
        word if word in _FILLER or (n not in doubtful and _fits(word, own, general)) else GAP
        for n, word in enumerate(words)
    ]
    return " ".join(found)[:LONGEST] if set(found) - _FILLER - {GAP} else ""


def _fits(word: str, own: Knows, general: Knows) -> bool:
    return len(word) <= LONGEST_NUMBER if word.isdigit() else own(word) or general(word)


_FILLER = frozenset(FILLER.split())
