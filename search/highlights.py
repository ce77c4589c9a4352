"""Marks the words that matched, in our own text and by our own analysis, so that every engine shows the same."""

import functools
from collections.abc import Collection, Mapping

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from search.analysis import analyse, spans

LONGEST_SNIPPET = 240
# Where to look for a matching passage when the summary holds none of the words, best first.
PASSAGES = ("outcome", "points", "body", "meanings", "misconceptions", "keywords")


def matches(text: str, words: Collection[str], language: str) -> list[tuple[int, int]]:
    """Return start and end of each written word whose analysed form is among the words."""
    wanted = set(words)
    return [(start, end) for start, end in spans(text) if not wanted.isdisjoint(_forms(text[start:end], language))]


@functools.lru_cache(maxsize=20_000)
def _forms(word: str, language: str) -> tuple[str, ...]:
    """Return a written word analysed. The same few thousand words stand on every page of results."""
    return tuple(analyse(word, language))


def mark(text: str, words: Collection[str], language: str) -> SafeString:
    """Return the text, escaped, with matching words in `mark` elements."""
    parts, at = [], 0
    for start, end in matches(text, words, language) if words else ():
        parts += [conditional_escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])]
        at = end
    return mark_safe("".join([*parts, conditional_escape(text[at:])]))


def snippet(summary: str, texts: Mapping[str, str], words: Collection[str], language: str) -> SafeString:
    """Return the summary with its matches marked, or, if it has none, the line of the entry that holds most of them."""
    if not words or matches(summary, words, language):
        return mark(summary, words, language)
    best, most = summary, 0
    for line in (line for zone in PASSAGES for line in texts.get(zone, "").splitlines()):
        if (found := _distinct(line, words, language)) > most:
            best, most = line, found
        if most == len(set(words)):
            break
    return mark(_cut(best, words, language), words, language)


def _distinct(line: str, words: Collection[str], language: str) -> int:
    return len(set(words) & set(analyse(line, language)))


def _cut(text: str, words: Collection[str], language: str) -> str:
    """Shorten a long line to the part that begins a little before its first match, at word borders."""
    if len(text) <= LONGEST_SNIPPET:
        return text
    found = matches(text, words, language)
    start = max(0, found[0][0] - LONGEST_SNIPPET // 3) if found else 0
    start = text.find(" ", start) + 1 if start else 0
    part = text[start : start + LONGEST_SNIPPET]
    if start + LONGEST_SNIPPET < len(text):
        part = part.rsplit(" ", 1)[0] + " …"
    return ("… " if start else "") + part
