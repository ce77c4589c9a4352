"""The signs in a query: quotation marks, a minus before a word, a star after one. All else is plain words.

`parse` cuts a query into parts; `write` puts parts together again, and what it writes is cut the same way.
"""

import dataclasses
import re

# An apostrophe is no quotation mark: it stands inside words.
_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'
_PART = re.compile(
    rf"(?P<out>(?<!\S)-)?[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]"
    rf"|(?<!\S)-(?P<minus>[^\W\d_][^\s{_QUOTES}]*)"
    rf"|(?<!\S)(?P<start>[^\W_]{{2}}[^\s*{_QUOTES}]*)\*(?!\S)"
)
_CONNECTIVES = re.compile(r"(?<!\S)(?:AND|OR|NOT|NEAR|&&|\|\|)(?!\S)")
_SIGNS = re.compile(rf"[{_QUOTES}\[\]{{}}^~*|\\<>]|(?<!\S)[-+!]+(?=[^\W\d_])|(?<!\S)(?P<field>\w+):(?=\S)")
_BRACKETS = re.compile(r"[()]")


@dataclasses.dataclass(frozen=True)
class Part:
    """A run of plain words, or words that are looked for exactly as they stand.

    `quoted`: all of them, side by side; `excluded`: not in what is found; `start`: only the beginning of a word.
    """

    text: str
    quoted: bool = False
    excluded: bool = False
    start: bool = False

    @property
    def plain(self) -> bool:
        return not (self.quoted or self.excluded or self.start)


def exactly(words: str) -> Part:
    """Return the part that leaves out what holds these words, side by side where they are several."""
    return Part(words, quoted=not words.replace("'", "").isalpha(), excluded=True)


def parse(text: str) -> tuple[list[Part], bool]:
    """Return the parts of a query in order, and whether it held signs that have no effect here."""
    before: str | None = None
    parts: list[Part] = []
    idle = False
    while before != text:
        # Taking a sign away can bring another to the start of a word: "-5 in quotation marks.
        before = text
        parts, found = _cut(text)
        idle, text = idle or found, write(parts)
    return parts, idle


def write(parts: list[Part]) -> str:
    """Return the parts as a query."""
    return " ".join(_written(part) for part in parts if part.text)


def _written(part: Part) -> str:
    text = f'"{part.text}"' if part.quoted else part.text + "*" * part.start
    return "-" * part.excluded + text


def _cut(text: str) -> tuple[list[Part], bool]:
    parts, at, idle = [], 0, False
    # Somebody who types all in capitals means nothing by OR.
    shouted = text == text.upper()
    for match in [*_PART.finditer(text), None]:
        plain = text[at : match.start() if match else len(text)]
        words, found = _plain(plain, shouted=shouted)
        idle |= found
        if words:
            parts.append(Part(words))
        if match is None:
            break
        at = match.end()
        found_part = _part(match)
        idle |= not found_part.text
        parts.append(found_part)
    return [part for part in parts if part.text], idle


def _part(match: re.Match[str]) -> Part:
    if match["quoted"] is not None:
        return Part(" ".join(match["quoted"].split()), quoted=True, excluded=bool(match["out"]))
    if match["minus"] is not None:
        return Part(match["minus"].strip("*"), excluded=True)
    return Part(match["start"], start=True)


def _plain(text: str, *, shouted: bool) -> tuple[str, bool]:
    """Return the words of a run without brackets and idle signs, and whether there were idle signs."""
    text = _BRACKETS.sub(" ", text)
    left = text if shouted else _CONNECTIVES.sub(" ", text)
    left = " ".join(_SIGNS.sub(lambda m: f" {m['field'] or ''} ", left).split())
    return left, left != " ".join(text.split())
