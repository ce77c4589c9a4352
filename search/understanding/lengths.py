"""Lengths of time: "20 mins", "under half an hour", "an hour", "1h30". Spans of flattened text, in minutes."""

import re
from collections.abc import Callable, Iterator

from search.understanding.numbers import Span

LONGEST = 300
# From here on "more than" names a value of its own: longer.
AN_HOUR = 60
_TENS = {
    "ten": 10, "fifteen": 15, "twenty": 20, "twenty five": 25, "thirty": 30, "forty": 40, "forty five": 45,
    "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_HOURS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_MINUTE = r"(?:minutes?|mins?|minuets?|mintues?|minites?|minuts?)\b"
_HOUR = r"(?:hours?|hrs?|huors?|houre?s?)\b"
_TENS_WORD = rf"(?P<word>{'|'.join(sorted((t.replace(' ', '[ -]?') for t in _TENS), key=len, reverse=True))})"
_START = r"(?<![a-z\d.,\u00a3$])"

_AMOUNTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], float]], ...] = (
    (
        re.compile(rf"{_START}(?P<a>\d{{1,3}})(?:\s*(?:-|to|or)\s*(?P<b>\d{{1,3}}))?(?P<more>\+)?\s*-?\s*{_MINUTE}"),
        lambda m: int(m["b"] or m["a"]),
    ),
    (re.compile(rf"{_START}{_TENS_WORD}\s*-?\s*{_MINUTE}"), lambda m: _TENS[m["word"].replace("-", " ")]),
    (
        re.compile(
            rf"{_START}(?P<h>[1-5](?:\.\d)?|{'|'.join(_HOURS)})\s*-?\s*(?:{_HOUR}|h\b)"
            rf"(?:\s*(?:and\s+)?(?P<m>[1-5]?\d)\s*{_MINUTE})?"
        ),
        lambda m: 60 * float(_HOURS.get(m["h"], 0) or m["h"]) + int(m["m"] or 0),
    ),
    (re.compile(rf"{_START}(?P<h>[1-4])\s*h(?:rs?)?\s*(?P<m>[0-5]\d)\b"), lambda m: 60 * int(m["h"]) + int(m["m"])),
    (
        re.compile(rf"{_START}(?:(?P<h>[1-4])\s*-?\s*)?(?:\u00bd|1/2|half)\s*-?\s*(?:an?\s*-?\s*)?{_HOUR}"),
        lambda m: 60 * int(m["h"] or 0) + 30,
    ),
    (re.compile(rf"{_START}(?:an?\s+|one\s+|1\s+)?{_HOUR}\s+and\s+a\s+half\b"), lambda m: 90),
    (
        re.compile(rf"{_START}(?P<h>[1-4]|{'|'.join(_HOURS)})\s+and\s+a\s+half\s+{_HOUR}"),
        lambda m: 60 * int(_HOURS.get(m["h"], 0) or m["h"]) + 30,
    ),
    (re.compile(rf"{_START}(?:a\s+)?quarter\s+of\s+an\s+{_HOUR}"), lambda m: 15),
    (re.compile(rf"{_START}(?:three|3)\s+quarters?\s+of\s+an\s+{_HOUR}"), lambda m: 45),
    # Not "£12 an hour".
    (
        re.compile(rf"{_START}(?<![\d\u00a3] )(?<!\bpounds )(?<!\bquid )an?\s+(?:full\s+|whole\s+)?{_HOUR}"),
        lambda m: 60,
    ),
    (re.compile(rf"{_START}(?:an?\s+)?hour\s*-?\s*long\b"), lambda m: 60),
)
_LIMIT = re.compile(
    r"(?:\b(?:under|less\s+than|fewer\s+than|up\s*to|max(?:imum)?(?:\s+of)?|no\s+(?:more|longer)\s+than|at\s+most|within"
    r"|not\s+more\s+than|below|shorter\s+than)|<)\s*$"
)
_MORE = re.compile(r"(?:\b(?:(?P<over>over|more\s+than|longer\s+than|above)|at\s+least|min(?:imum)?(?:\s+of)?)|>)\s*$")
_ABOUT = re.compile(r"(?:\b(?:about|around|roughly|approx(?:imately)?\.?|nearly|just|circa)|~)\s*$")
_TAIL_LIMIT = re.compile(r"\s*(?:\bor\s+(?:less|under|shorter|fewer)\b|\bmax(?:imum)?\b|\btops\b)")
_TAIL_MORE = re.compile(r"\s*(?:\+|\bor\s+(?:more|longer|over)\b|\bplus\b)")
_TAIL = re.compile(r"\s*(?:-?\s*long\b|\bor\s+so\b|-?ish\b)")


def find(flat: str) -> Iterator[Span]:
    """Yield every length of at most five hours. Nothing counts as "at least" so much, except more than an hour."""
    for pattern, minutes_of in _AMOUNTS:
        for match in pattern.finditer(flat):
            minutes = round(minutes_of(match))
            if 0 < minutes <= LONGEST and (span := _around(flat, match, minutes)):
                yield span


def _around(flat: str, match: re.Match[str], minutes: int) -> Span | None:
    """Return the span with the words before and after that say what the length is: a limit, a minimum, a guess."""
    start, end = match.span()
    before = flat[:start]
    limit, more, about = (pattern.search(before) for pattern in (_LIMIT, _MORE, _ABOUT))
    tail_more, tail_limit = _TAIL_MORE.match(flat, end), _TAIL_LIMIT.match(flat, end)
    # "No more than" ends in "more than".
    more = None if limit else more
    if more or tail_more or match.groupdict().get("more"):
        # "At least an hour" is what an hour fits too, and no one value says that.
        if minutes < AN_HOUR or (minutes == AN_HOUR and not (more and more["over"])):
            return None
        first, last = (more.start() if more else start), (tail_more.end() if tail_more else end)
        return Span(first, last, "minutes", minutes=minutes + 1)
    said = limit or about
    tail = tail_limit or _TAIL.match(flat, end)
    first, last = (said.start() if said else start), (tail.end() if tail else end)
    return Span(first, last, "minutes", minutes=minutes, near=not (limit or tail_limit))
