"""Marks the words that matched, in our own text and by our own analysis, so that every engine shows the same."""

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.index.analysis import STEMMERS, analyse, is_plain, spans

LONGEST_SNIPPET = 240
# Where to look for a matching passage when the summary holds none of the words, best first.
PASSAGES = ("outcome", "points", "body", "meanings", "misconceptions", "keywords")


def matches(text: str, words: Collection[str], language: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each written word whose analysed form is among the words."""
    wanted = frozenset(words)
    for at, piece in _pieces(text, wanted, language):
        for start, end in spans(piece):
            if not wanted.isdisjoint(_forms(piece[start:end], language)):
                yield at + start, at + end


@functools.lru_cache(maxsize=20_000)
def _forms(word: str, language: str) -> tuple[str, ...]:
    """Return a written word analysed. The same few thousand words stand on every page of results."""
    return tuple(analyse(word, language))


def _pieces(text: str, words: frozenset[str], language: str) -> Iterable[tuple[int, str]]:
    """Return where the words may stand: pieces of the text between spaces and their places, or all of it where only
    analysing can tell. Of the hundreds of words of a passage most do not even begin like one that is looked for."""
    small = text.lower()
    begins = _beginnings(words, language, "'" in text or "’" in text)
    # What is joined by a space ("A level") is no affair of pieces.
    if begins is None or "level" in small or not is_plain(text):
        return [(0, text)]
    found, at = [], 0
    for match in begins.finditer(small):
        start = max(at, small.rfind(" ", at, match.start()) + 1)
        at = match.end()
        found.append((start, text[start:at]))
    return found


@functools.lru_cache(maxsize=1000)
def _beginnings(words: frozenset[str], language: str, apostrophes: bool) -> re.Pattern[str] | None:
    """Return what finds the beginning of each written form of the words and what follows up to a space.

    An English stem changes its word's last letters at most ("tri" for "trying", "die" for "dying"); where there is no
    stemmer it is the word. Of other stemmers, and of words that are not letters alone, nothing is assumed: None.
    """
    base = language.split("-")[0]
    if (base in STEMMERS and base != "en") or not all(word.isalpha() for word in words):
        return None
    starts = {word[:-1] if len(word) > 3 else word[:1] for word in words if word.isascii()}
    between = "['’]?" if apostrophes else ""
    either = "|".join(between.join(start) for start in sorted(starts))
    return re.compile(rf"(?:{either})\S*" if starts else r"(?!)")


def mark(text: str, words: Collection[str], language: str) -> SafeString:
    """Return the text, escaped, with matching words in `mark` elements."""
    return _marked(text, matches(text, words, language) if words else ())


def _marked(text: str, found: Iterable[tuple[int, int]]) -> SafeString:
    parts, at = [], 0
    for start, end in found:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))


def snippet(summary: str, texts: Mapping[str, str], words: Collection[str], language: str) -> SafeString:
    """Return the summary with its matches marked, or, if it has none, the line of the entry that holds most of them."""
    found = list(matches(summary, words, language)) if words else []
    if found or not words:
        return _marked(summary, found)
    wanted = frozenset(words)
    best, most = summary, 0
    for line in (line for zone in PASSAGES for line in texts.get(zone, "").splitlines()):
        if (held := _distinct(line, wanted, language)) > most:
            best, most = line, held
        if most == len(wanted):
            break
    return mark(_cut(best, words, language), words, language)


def _distinct(line: str, words: frozenset[str], language: str) -> int:
    pieces = _pieces(line, words, language)
    return len(words.intersection(word for _at, piece in pieces for word in analyse(piece, language)))


def _cut(text: str, words: Collection[str], language: str) -> str:
    """Shorten a long line to the part that begins a little before its first match, at word borders."""
    if len(text) <= LONGEST_SNIPPET:
        return text
    first = next(matches(text, words, language), None)
    start = max(0, first[0] - LONGEST_SNIPPET // 3) if first else 0
    start = text.find(" ", start) + 1 if start else 0
    part = text[start : start + LONGEST_SNIPPET]
    if start + LONGEST_SNIPPET < len(text):
        part = part.rsplit(" ", 1)[0] + " …"
    return ("… " if start else "") + part
