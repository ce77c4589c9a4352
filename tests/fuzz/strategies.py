"""Searches as they may come over the wire: typed, pasted, damaged or sent to do harm. Hypothesis strategies."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, quote_plus

from django.conf import settings
from hypothesis import strategies as st

from search.facets import FACETS, FacetValues
from search.request import SORTS

T = TypeVar("T")
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
_SPECIAL_NUMBERS = (0, 1, 9, 10, 11, 60, 2**31, 2**63, 10**30)
_PILED = "aß'\"-*()\\ \u0301\u0336ﷺｶ\U0001f9d1\u200d"
_ENDS = ("%", "%f", "%ff", "%u0041", "&", "=", ";")
_KEYS = (*(facet.key for facet in FACETS), "sort", "page", "near", "as", "q[]", "Year", "", "\u202e", "id")
_PAGES = ("1", "2", "3", "9", "10", "11", "500", "501", "999999", "1000000", "0", "-1", "1.0", "٣", "１", "0x2")
_OWN_VALUES: Mapping[str, Sequence[str]] = {
    "sort": (*SORTS, "RELEVANCE", "-date"),
    "page": _PAGES,
    "near": ("60", "0", "999", "1000", "-5"),
    "as": ("typed", "TYPED"),
}
# Characters of one block of Unicode are often of one script; the first blocks are the ones most in use.
_BLOCK, _BLOCKS, _COMMON_BLOCKS = 0x80, 0x110000 // 0x80, 0x300
# A text that long is beyond every bound that a request has.
_HUGE = 10_000


@dataclasses.dataclass(frozen=True)
class Case:
    """One search. `raw` is the query string as a server gets it."""

    raw: str
    locale: str = "en"
    school: int | None = None


def cases(vocabulary: FacetValues) -> st.SearchStrategy[Case]:
    """Return a strategy for searches over the values of a vocabulary."""
    schools = _rarely(5, st.sampled_from((0, 1, 2**40, -1)), otherwise=st.none())
    return st.builds(Case, _addresses(vocabulary), st.sampled_from((*LOCALES, "en", "en", "xx")), schools)


@st.composite
def _addresses(draw: st.DrawFn, vocabulary: FacetValues) -> str:
    """Draw up to two texts, usually one, and any parameters, each encoded in a way of its own."""
    count = draw(st.sampled_from((1, 1, 1, 1, 1, 1, 1, 2, 0)))
    pairs = [("q", draw(texts())) for _ in range(count)]
    pairs += draw(st.lists(_parameters(vocabulary), max_size=draw(st.sampled_from((0, 0, 0, 1, 1, 2, 4)))))
    return "&".join(draw(_encoded(*pair)) for pair in draw(st.permutations(pairs)))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw what somebody may have typed, pasted or sent."""
    found = draw(_SOURCES)
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 1, 2, 4, 8)))):
        found += draw(st.sampled_from(_GAPS)) + draw(_SOURCES)
    if draw(_percent(15)):
        found = draw(_damaged(found))
    if draw(_percent(2)):
        found = (found or "a") * (_HUGE // max(1, len(found)) + 1)
    return found


def _percent(chance: int) -> st.SearchStrategy[bool]:
    """Return a strategy for True in so many cases of a hundred; False is the simpler."""
    return st.integers(0, 99).map(lambda number: number >= 100 - chance)


def _rarely(chance: int, rare: st.SearchStrategy[T], *, otherwise: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    return _percent(chance).flatmap(lambda drawn: rare if drawn else otherwise)


@st.composite
def _unseen(draw: st.DrawFn) -> str:
    """Draw a word with characters in it that nobody sees."""
    word = list(draw(st.sampled_from(WORDS)))
    for hidden in draw(st.lists(st.sampled_from(_INVISIBLE + _BIDI), min_size=1, max_size=4)):
        word.insert(draw(st.integers(0, len(word))), hidden)
    return "".join(word)


@st.composite
def _damaged(draw: st.DrawFn, whole: str) -> str:
    """Draw a text with letters lost, doubled, swapped or written large."""
    letters = list(whole)
    ways: Sequence[Callable[[list[str]], list[str]]] = (
        lambda two: [],
        lambda two: two[::-1],
        lambda two: two[:1] * 2,
        lambda two: [two[0].swapcase()],
    )
    for way in draw(st.lists(st.sampled_from(ways), min_size=1, max_size=3)):
        if letters:
            at = draw(st.integers(0, len(letters) - 1))
            letters[at : at + 2] = way(letters[at : at + 2])
    return "".join(letters)


def _characters(block: int, places: Sequence[int]) -> str:
    """Return characters of one block of Unicode: any block, surrogates and unassigned ones too."""
    return "".join(chr(block * _BLOCK + place) for place in places)


def _piled(character: str, times: int) -> str:
    """Return one character many times, or a letter under many marks."""
    return character * times


def _number(shape: str, number: int) -> str:
    return shape.format(number, number)


_PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
_BLOCK_NUMBERS = _rarely(30, st.integers(0, _BLOCKS - 1), otherwise=st.integers(0, _COMMON_BLOCKS - 1))
_ANY_NUMBER = st.one_of(st.sampled_from(_SPECIAL_NUMBERS), st.integers(0, 10**6 - 1))
_SOURCES: st.SearchStrategy[str] = st.sampled_from(
    (
        st.just(""),
        _PHRASES,
        _PHRASES,
        st.builds(str.format, st.sampled_from(_SIGNS), _PHRASES),
        st.builds(_characters, _BLOCK_NUMBERS, st.lists(st.integers(0, _BLOCK - 1), min_size=1, max_size=12)),
        _unseen(),
        st.builds(_number, st.sampled_from(_NUMBERS), _ANY_NUMBER),
        st.builds(_piled, st.sampled_from(_PILED), st.sampled_from((2, 3, 64, 65, 255, 2047))),
        st.sampled_from(SYNTAX),
        st.sampled_from(MEANT),
    )
).flatmap(lambda source: source)


@st.composite
def _parameters(draw: st.DrawFn, vocabulary: FacetValues) -> tuple[str, str]:
    """Draw a parameter beside the words: one the search page has or none it knows, its value right or anything."""
    key = draw(st.sampled_from(_KEYS))
    known = list(vocabulary.get(key, ()))
    if known and not draw(_percent(30)):
        return key, draw(st.sampled_from(known))
    if draw(_percent(20)):
        return key, draw(texts())[:300]
    return key, draw(st.sampled_from(_OWN_VALUES.get(key, ("",))))


@st.composite
def _encoded(draw: st.DrawFn, key: str, value: str) -> str:
    """Draw a parameter as it may come over the wire. What cannot be UTF-8 goes as the bytes it would be."""
    way = draw(st.sampled_from((*["form"] * 16, "path", "path", "not at all", "cut off")))
    if way == "form":
        return f"{quote_plus(key, errors='surrogatepass')}={quote_plus(value, errors='surrogatepass')}"
    if way == "path":
        return f"{quote(key, errors='surrogatepass')}={quote(value, safe='%', errors='surrogatepass')}"
    if way == "not at all":
        return f"{key}={value}"
    whole = f"{key}={quote(value, errors='surrogatepass')}"
    return whole[: draw(st.integers(0, 60))] + draw(st.sampled_from(_ENDS))
