"""Explains abbreviations at their first use on a page, without changing the author's text.

The list is data (`data/acronyms.json`), which the search vocabulary reads as well.
"""

import bisect
import functools
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path

from .markup import Piece, pieces

FILE = Path(__file__).parent / "data" / "acronyms.json"
# Nothing is written inside these; what an `abbr` holds is explained.
_CODE = frozenset({"script", "style"})
_NEAR, _BESIDE = 200, 40


@functools.cache
def in_full() -> dict[str, str]:
    """Return what each abbreviation stands for; countable ones also in the plural ("UTCs")."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))["rows"]
    plurals = {f"{row['short']}s": row["plural"] for row in rows if "plural" in row}
    return {row["short"]: row["long"] for row in rows} | plurals


@functools.cache
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    # A whole word, and no part of an address or of a compound.
    longest_first = sorted(shorts, key=len, reverse=True)
    return re.compile(rf"(?<![\w./@#&-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w/@-]|\.\w)")


class Explainer:
    """Explains each abbreviation once on one page: make one for each page that is rendered."""

    def __init__(self, known: Mapping[str, str] | None = None):
        self.known = in_full() if known is None else known
        self.explained: set[str] = set()

    def explain(self, html: str) -> str:
        """Return `html` with "LMI" at its first use as "LMI (labour market information)", the short form an `abbr`.

        What the author explained, in either order, stays as it is; tags and attributes are never touched, nor is what
        this method wrote before.
        """
        parts = list(pieces(html))
        texts = _texts(parts)
        starts = list(itertools.accumulate((len(text) for _place, text in texts), initial=0))
        flat = "".join(text for _place, text in texts)
        written: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for found in _pattern(tuple(self.known)).finditer(flat):
            number = bisect.bisect_right(starts, found.start()) - 1
            place, begin, end = texts[number][0], starts[number], starts[number + 1]
            if place is None:
                self.explained.add(_key(found[0]))
            elif found.end() <= end and self._is_first(found[0], flat, found.start(), found.end()):
                written[place].append((found.start() - begin, found.end() - begin, found[0]))
        return "".join(self._with(part.source, written.get(place, [])) for place, part in enumerate(parts))

    def _is_first(self, short: str, flat: str, start: int, end: int) -> bool:
        key = _key(short)
        if key in self.explained or _is_shouted(flat, start, end, self.known):
            return False
        self.explained.add(key)
        before, after = _folded(flat[max(0, start - _NEAR) : start]), _folded(flat[end : end + _NEAR])
        phrases = {_folded(self.known[each]) for each in (key, f"{key}s") if each in self.known}
        return not any(after.startswith(phrase) or before.endswith(phrase) for phrase in phrases)

    def _with(self, text: str, found: list[tuple[int, int, str]]) -> str:
        at, out = 0, []
        for start, end, short in found:
            full = escape(self.known[short])
            out += [text[at:start], f'<abbr title="{full}">{short}</abbr> ({full})']
            at = end
        return "".join([*out, text[at:]])


def _key(short: str) -> str:
    """Return the abbreviation itself for its plural: a reader who knows "UTC" knows "UTCs"."""
    return short.removesuffix("s")


def _texts(parts: list[Piece]) -> list[tuple[int | None, str]]:
    """Return the visible runs of text, each with its index in `parts`; None: a run that must not be changed."""
    texts: list[tuple[int | None, str]] = []
    abbr = code = 0  # how deep inside one
    for place, part in enumerate(parts):
        step = -1 if part.closes else 1
        if part.name == "abbr":
            abbr = max(0, abbr + step)
        elif part.name in _CODE:
            code = max(0, code + step)
        elif part.is_block:
            texts.append((None, "\n"))
        elif not part.is_tag and not code:
            texts.append((None if abbr else place, part.source))
    return texts


def _is_shouted(flat: str, start: int, end: int, known: Mapping[str, str]) -> bool:
    """Tell whether it is one of several words in capitals: "SEND" in "SEND YOUR FORM" is no abbreviation."""
    before, after = flat[max(0, start - _BESIDE) : start], flat[end : end + _BESIDE]
    beside = [before.split()[-1:] if before.endswith(" ") else [], after.split()[:1] if after.startswith(" ") else []]
    words = [word.strip(".,;:!?()") for found in beside for word in found]
    return any(len(word) > 1 and word.isalpha() and word.isupper() and word not in known for word in words)


def _folded(text: str) -> str:
    """Return the words of `text`, so that punctuation, brackets and capitals make no difference."""
    return " ".join(re.findall(r"\w+", unescape(text).casefold()))
