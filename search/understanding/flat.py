"""Flattens a query for pattern matching: folded letter by letter, so that positions stay the same."""

import functools
import unicodedata

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_APOSTROPHES = "\u2018\u2019\u02bc\uff07`\u00b4"


@functools.lru_cache(maxsize=4096)
def _flat(letter: str) -> str:
    if letter in _DASHES:
        return "-"
    if letter in _APOSTROPHES:
        return "'"
    return letter if letter == "\u00bd" else unicodedata.normalize("NFKD", letter).casefold()[:1] or " "


def flatten(text: str) -> str:
    """Return a text of the same length in small letters, without accents, with one kind of dash and apostrophe."""
    return "".join(map(_flat, text))
