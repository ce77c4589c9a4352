"""Folds words, so that a stored name matches what a visitor types; and strips tags from text."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

from django.utils.html import strip_tags

_WORDS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return `text` as lower-case words without accents or punctuation, one space between them.

    Apostrophes vanish instead of splitting, so that "St Mary's", "St Marys" and "St Mary’s" are the same words; so does
    what nobody sees, such as a soft hyphen.
    """
    plain = unicodedata.normalize("NFKD", text).replace("'", "").replace("’", "").replace("‘", "")
    plain = "".join(char for char in plain if not unicodedata.combining(char) and not is_invisible(char)).casefold()
    return " ".join(_WORDS.findall(plain))


def is_invisible(char: str) -> bool:
    """Tell whether a character is shown as nothing (Unicode's category Cf): soft hyphens, joiners, marks of order."""
    return unicodedata.category(char) == "Cf"


def mixes_alphabets(text: str) -> bool:
    """Tell whether a word of `text` has letters of two alphabets, as Latin ones among Cyrillic that look the same."""
    alphabets = ({unicodedata.name(c, "").split(" ")[0] for c in word if c.isalpha()} for word in _WORDS.findall(text))
    return any(len(found) > 1 for found in alphabets)


def tidy(text: str | None) -> str:
    """Return `text` without no-break spaces, doubled spaces and ends: what a register meant to write."""
    return " ".join((text or "").split())


def plain(text: str) -> str:
    """Return `text` without tags, entities and spare spaces: an empty paragraph is nothing."""
    return " ".join(unescape(strip_tags(text.replace("</", " </"))).split())
