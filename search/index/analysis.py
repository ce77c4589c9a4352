"""One analysis of text for every engine: normalise, fold, split, stem. The same for what is stored and what is asked.

Casefolding comes after NFKD, or letters such as the kelvin sign end up in capitals.
"""

import functools
import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator

import snowballstemmer

from search.index import light

STEMMERS = {
    "ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "hi": "hindi", "it": "italian",
    "lt": "lithuanian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
LONGEST_WORD = 64
# Left out of a query that has other words: with any-word matching they would match everything.
FILLER = (
    "a about am an and any are as at be by can could do does find for from get give got has have help how i idea "
    "ideas if im in into is it its lesson lessons looking me my need needed of on or our please resource "
    "resources should so some something suitable that the their them there these they this to us want was we what "
    "whats when where which who why will with would you your"
)
# They say little and still something: "raw materials", "five things that employers look for". Beside a filter and with
# no other word they are filler as well: "materials for year 9".
WEAK = frozenset(("material", "materials", "needs", "thing", "things"))

# Letters of many scripts are written with marks; Python's \w leaves them out and would cut Bengali words to pieces.
_MARKS = "".join(chr(c) for c in range(0x20000) if unicodedata.category(chr(c)).startswith("M"))
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_WORD = re.compile(rf"[a-z](?:\+\+|\#)(?!{_LETTER})|[0-9]+(?:[.,][0-9]+)+|{_LETTER}+(?:'{_LETTER}+)*")
# The same for text without accents and other scripts, eight times quicker.
_PLAIN_WORD = re.compile(r"[a-z](?:\+\+|\#)(?![a-z0-9])|[0-9]+(?:[.,][0-9]+)+|[a-z0-9]+(?:'[a-z0-9]+)*")
# Letters beyond these, marks and what folding may turn into either; typographic dashes and quotes are none.
_BEYOND_PLAIN = re.compile("[^\x00-\x7f\u00a0\u00a3\u00b7\u00d7\u2010-\u2015\u2018-\u201f\u2022\u2026]")
_LATIN_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655\u0670]")
# One letter on an Arabic keyboard and another on an Urdu one, and the digits of both and of Bengali. Towards the Arabic
# ones, because its stemmer knows those.
_SAME_LETTERS = str.maketrans(
    "\u06a9\u06cc\u0649\u06c1\u06d5\u0629\u0671"
    "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9"
    "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"
    "\u09e6\u09e7\u09e8\u09e9\u09ea\u09eb\u09ec\u09ed\u09ee\u09ef",
    "\u0643\u064a\u064a\u0647\u0647\u0647\u0627" + 3 * "0123456789",
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\uff07]")
# "a level" in small letters is ordinary English; "A level", "A-level", "a levels" and "t level" are examinations.
_LEVEL = re.compile(r"\b(?:(A|AS|O|T)[ -][Ll]evels?|(a|as|o|t)-[Ll]evels?|(a|as|o)[ ]levels|(t)[ ]levels?)\b")
# In a query "a level" is the examination unless what follows says otherwise.
_ASKED_LEVEL = re.compile(r"\b(?P<kind>A|AS|O|T)[ -]?levels?\b(?![ ]+(?:playing|of|head|\d))", re.IGNORECASE | re.ASCII)
_PUNCTUATION = " .,;:!?()[]{}'\"\u2018\u2019\u2026"
_lock = threading.Lock()


@functools.cache
def _stemmer(language: str):
    return snowballstemmer.stemmer(STEMMERS[language]) if language in STEMMERS else None


@functools.lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word, or the word where the language has no stemmer."""
    base = language.split("-")[0]
    if (stemmer := _stemmer(base)) and not any(c.isdigit() for c in word):
        # A Snowball stemmer keeps its word in itself, so two threads must not share it.
        with _lock:
            word = stemmer.stemWord(word)
    elif base in light.ENDINGS:
        word = light.stem(word, base)
    return word.replace("'", "")[:LONGEST_WORD]


def fold(text: str) -> str:
    """Return the text without case, width, ligatures, Latin accents and Arabic vowel marks, and with one letter for
    those that differ by keyboard; folding twice is once."""
    if text.isascii():
        return text.casefold()
    text = _APOSTROPHES.sub("'", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _LATIN_MARKS.sub("", text).translate(_SAME_LETTERS)


def is_plain(text: str) -> bool:
    """Tell whether every letter of a text is one of a to z; then its words are found many times quicker."""
    return text.isascii() or not _BEYOND_PLAIN.search(text)


def tokens(text: str) -> list[str]:
    """Return the folded words of a text in order, not stemmed; an apostrophe inside a word stays."""
    levels = [next(group for group in match.groups() if group).casefold() + "level" for match in _LEVEL.finditer(text)]
    folded = fold(text)
    found = (_PLAIN_WORD if is_plain(folded) else _WORD).findall(folded)
    return levels + ([word.replace(",", "") for word in found] if "," in folded else found)


def analyse(text: str, language: str = "en") -> list[str]:
    """Return the words of a text in the form in which they are stored and sought, in order, repeats included.

    >>> analyse("Interviewing for A-levels, C++ and GB5")
    ['alevel', 'interview', 'for', 'a', 'level', 'c++', 'and', 'gb5']
    """
    return stems(tokens(text), language)


def stems(words: Iterable[str], language: str) -> list[str]:
    """Return the stems of folded words, in order; a word of which nothing is left is left out."""
    return [word for token in words if (word := stem(token, language))]


def written_words(texts: Iterable[str]) -> set[str]:
    """Return the folded, unstemmed words of texts: what somebody may have meant to type."""
    return written(token for text in texts for token in tokens(text))


def written(folded: Iterable[str]) -> set[str]:
    """Return folded words as they are counted: without apostrophes, and none longer than is kept."""
    found = {word.replace("'", "") for word in set(folded)}
    return {word for word in found if len(word) <= LONGEST_WORD}


def in_order(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the words of a text as they stand side by side where it is stored: without the joined examinations."""
    found = (stem(match.group().replace(",", ""), language) for match in _WORD.finditer(fold(text)))
    return tuple(word for word in found if word)


def asked(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a query as it was typed and folded. An examination is one word: ("A level", "alevel")."""
    at = 0
    for match in [*_ASKED_LEVEL.finditer(text), None]:
        for piece in text[at : match.start() if match else len(text)].split():
            found = [word.group().replace(",", "") for word in _WORD.finditer(fold(piece))]
            yield from ((piece.strip(_PUNCTUATION) if len(found) == 1 else word, word) for word in found)
        if match:
            yield match.group(), match["kind"].casefold() + "level"
            at = match.end()


def query_words(text: str, language: str = "en") -> list[str]:
    """Return the distinct words to look for. Filler is dropped unless there is nothing else."""
    return telling(dict.fromkeys(word for _, token in asked(text) if (word := stem(token, language))), language)


def telling(words: Iterable[str], language: str = "en") -> list[str]:
    """Return analysed words without filler, or all of them where there is nothing else."""
    words = list(words)
    return [word for word in words if not is_filler(word, language)] or words


def is_filler(word: str, language: str) -> bool:
    """Return whether an analysed word says nothing about what is looked for."""
    return language.startswith("en") and word in _filler_stems()


@functools.cache
def _filler_stems() -> frozenset[str]:
    return frozenset(stem(word, "en") for word in FILLER.split())


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each written word of a text as it stands, for highlighting."""
    for match in (_PLAIN_SPAN if is_plain(text) else _SPAN).finditer(text):
        yield match.span()


_LEVEL_SPAN = r"\b(?:A|AS|O|T|a|as|o|t)[ -][Ll]evels?\b"
_SPAN = re.compile(rf"{_LEVEL_SPAN}|{_LETTER}+(?:['’]{_LETTER}+)*(?:\+\+|\#)?")
_PLAIN_SPAN = re.compile(rf"{_LEVEL_SPAN}|[A-Za-z0-9]+(?:['’][A-Za-z0-9]+)*(?:\+\+|\#)?")
