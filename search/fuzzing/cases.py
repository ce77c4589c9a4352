"""Searches as they may come over the wire: typed, pasted, damaged or sent to do harm.

A case follows from a seed and its own number, so that any of them can be asked again by itself.
"""

import dataclasses
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, quote_plus

from django.conf import settings

from search.facets import FACETS, Vocabulary, minute_values
from search.index.adapters import Document
from search.request import SORTS

LOCALES = tuple(code for code, _name in settings.LANGUAGES)


def _lines(name: str) -> list[str]:
    return (Path(__file__).with_name(name).read_text(encoding="utf-8")).splitlines()


WORDS = _lines("words.txt")
# What means something to a database, to a search server, to a shell or to a template.
SYNTAX = _lines("syntax.txt")
# What understanding reads: years, stages, lengths, needs, short forms.
MEANT = _lines("meant.txt")
_INVISIBLE = "\u0000\u0001\u0008\t\n\v\f\r\u001b\u007f\u0085\u00a0\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f"
_BIDI = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffd\uffff\U000e0001\U000e0041"
_GAPS = (" ", " ", " ", "", "  ", "-", "/", ",", "\u3000", "+", "*", '"', "'", "_", ".", "\u00b7")
_SIGNS = ('"{}"', '-"{}"', "-{}", "{}*", '"{}', '{}"', "“{}”", "({})", "-{}*", '"{}"*', "+{}", "~{}")
_NUMBERS = ("{}", "-{}", "{}.5", "1,{}", "{}%", "£{}", "year {}", "{} minutes", "{}-{}", "ks{}", "gb{}")
_ENDS = ("%", "%f", "%ff", "%u0041", "&", "=", ";")
_KEYS = (*(facet.key for facet in FACETS), "sort", "page", "near", "as", "q[]", "Year", "", "\u202e", "id")
_BLOCK, _BLOCKS = 0x80, 0x110000 // 0x80


@dataclasses.dataclass(frozen=True)
class Case:
    """One search. `raw` is the query string as a server gets it."""

    number: int
    raw: str
    locale: str
    school: int | None


def case(seed: int, number: int, vocabulary: Vocabulary) -> Case:
    chance = random.Random(f"{seed}/{number}")
    pairs = [("q", text(chance)) for _ in range(chance.choice((0, 1, 1, 1, 1, 1, 1, 1, 2)))]
    while chance.random() < 0.4:
        pairs.append(_parameter(chance, vocabulary))
    chance.shuffle(pairs)
    school = None if chance.random() < 0.95 else chance.choice((0, 1, 2**40, -1))
    locale = chance.choice((*LOCALES, "en", "en", "xx"))
    return Case(number, "&".join(_encoded(chance, *pair) for pair in pairs), locale, school)


def text(chance: random.Random) -> str:
    """Return what somebody may have typed, pasted or sent."""
    parts = [chance.choice(_SOURCES)(chance) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 9)))]
    found = parts[0]
    for part in parts[1:]:
        found += chance.choice(_GAPS) + part
    if chance.random() < 0.15:
        found = _damaged(chance, found)
    if chance.random() < 0.02:
        found = (found or "a") * (10_000 // max(1, len(found)) + 1)
    return found


def _words(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 6)))


def _marked(chance: random.Random) -> str:
    return chance.choice(_SIGNS).format(_words(chance))


def _letters(chance: random.Random) -> str:
    """Return characters of one block of Unicode: any block, surrogates and unassigned ones too."""
    start = chance.randrange(_BLOCKS) if chance.random() < 0.3 else chance.randrange(0x300)
    return "".join(chr(start * _BLOCK + chance.randrange(_BLOCK)) for _ in range(chance.randint(1, 12)))


def _unseen(chance: random.Random) -> str:
    word = list(chance.choice(WORDS))
    for _ in range(chance.randint(1, 4)):
        word.insert(chance.randint(0, len(word)), chance.choice(_INVISIBLE + _BIDI))
    return "".join(word)


def _number(chance: random.Random) -> str:
    digits = str(chance.choice((0, 1, 9, 10, 11, 60, 2**31, 2**63, 10**30, chance.randrange(10**6))))
    return chance.choice(_NUMBERS).format(digits, digits)


def _piled(chance: random.Random) -> str:
    """Return one character many times, or a letter under many marks."""
    return chance.choice("aß'\"-*()\\ \u0301\u0336ﷺｶ\U0001f9d1\u200d") * chance.choice((2, 3, 64, 65, 255, 2047))


_SOURCES: Sequence[Callable[[random.Random], str]] = (
    _words,
    _words,
    _marked,
    _letters,
    _unseen,
    _number,
    _piled,
    lambda chance: chance.choice(SYNTAX),
    lambda chance: chance.choice(MEANT),
    lambda chance: "",
)


def _damaged(chance: random.Random, whole: str) -> str:
    """Return a text with letters lost, doubled, swapped or written large."""
    letters = list(whole)
    for _ in range(chance.randint(1, 3)):
        if letters:
            at = chance.randrange(len(letters))
            letters[at : at + 2] = chance.choice(
                ([], letters[at : at + 2][::-1], letters[at : at + 1] * 2, [letters[at].swapcase()])
            )
    return "".join(letters)


def _parameter(chance: random.Random, vocabulary: Vocabulary) -> tuple[str, str]:
    key = chance.choice(_KEYS)
    known = list(vocabulary.get(key, ()))
    if known and chance.random() < 0.7:
        return key, chance.choice(known)
    own: Mapping[str, Sequence[str]] = {
        "sort": (*SORTS, "RELEVANCE", "-date"),
        "page": ("1", "2", "3", "9", "10", "11", "500", "501", "999999", "1000000", "0", "-1", "1.0", "٣", "１", "0x2"),
        "near": ("60", "0", "999", "1000", "-5"),
        "as": ("typed", "TYPED"),
    }
    choice = own.get(key, ("",))
    return key, chance.choice(choice) if chance.random() < 0.8 else text(chance)[:300]


def _encoded(chance: random.Random, key: str, value: str) -> str:
    """Return a parameter as it may come over the wire. What cannot be UTF-8 goes as the bytes it would be."""
    way = chance.random()
    if way < 0.8:
        return f"{quote_plus(key, errors='surrogatepass')}={quote_plus(value, errors='surrogatepass')}"
    if way < 0.9:
        return f"{quote(key, errors='surrogatepass')}={quote(value, safe='%', errors='surrogatepass')}"
    if way < 0.95:
        return f"{key}={value}"
    whole = f"{key}={quote(value, errors='surrogatepass')}"
    return whole[: chance.randint(0, 60)] + chance.choice(_ENDS)


def corpus(vocabulary: Vocabulary, *, count: int = 120) -> Iterator[Document]:
    """Yield a small, varied corpus in several languages, made of the words that cases are made of."""
    chance = random.Random(0)
    for n in range(count):
        minutes = chance.choice((None, 5, 10, 20, 45, 60, 90))
        values = {(key, chance.choice(list(choices))) for key, choices in vocabulary.items() if choices}
        own = {("minutes", value) for value in minute_values(minutes)}
        texts = {
            zone: _words(chance)
            for zone in ("title", "keywords", "points", "body")
            if zone == "title" or chance.random() < 0.7
        }
        if n % 10 == 0:
            texts["body"] = " ".join((*MEANT, *SYNTAX))
        yield Document(
            kind="resource",
            locale=LOCALES[n % 7 // 5 + n % 7 // 6],
            title=texts["title"],
            summary="",
            texts=texts,
            facets=frozenset({pair for pair in values if pair[0] != "minutes"} | own),
            minutes=minutes,
            first_published=None,
            last_checked=None,
            groups=(f"unit-{n // 8}",),
        )
