"""Years, key stages, ages, benchmarks and elements: names of facet values that are written with a number.

Each pattern reads flattened text (`flat`) and yields spans. It knows how teachers write ("Y7-9", "yr 10/11", "key stage
three") and nothing of which values exist: `named_values` keeps what the vocabulary has.
"""

import dataclasses
import re
from collections.abc import Iterator

LAST_YEAR = 13
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
)  # fmt: skip
_UNIT = r"(?!\s*-?\s*(?:min|hour|hrs?\b|h\b|day|week|month|term|%|percent|pound))"
_NUMBER = rf"(?:\d{{1,2}}(?!\d|\.\d|,\d{{3}})|(?:{'|'.join(_WORDS[1:])})\b){_UNIT}"
_JOIN = r"\s*(?:[-/,&]|\bto\b|\band\b|\bor\b|\bthrough\b)\s*"
_RANGES = ("-", "to", "through")
_UP = r"(?:\s*\+|\s*\b(?:(?:and|or)\s+(?:above|over|up|upwards|older|onwards?)|onwards?|upwards)\b)"
_DOWN = r"(?:\s*\b(?:and|or)\s+(?:below|under|younger)\b)"


@dataclasses.dataclass(frozen=True)
class Span:
    """A stretch of flattened text that names values of a facet.

    `minutes`: instead of values, a length that the value must reach; `near`: that length was named exactly.
    """

    start: int
    end: int
    key: str
    values: tuple[str, ...] = ()
    minutes: int | None = None
    near: bool = False


def _series(head: str) -> re.Pattern[str]:
    """Return a pattern for a head and its numbers: "year 7", "y7-9", "years 7, 8 and year 9", "Y10+"."""
    again = rf"(?:(?:{head})\s*)?"
    return re.compile(
        rf"(?<![a-z\d])(?:{head})\s*(?P<all>{_NUMBER}(?:{_JOIN}{again}{_NUMBER})*)(?:'?s\b)?"
        rf"(?P<up>{_UP})?(?P<down>{_DOWN})?(?![a-z\d])"
    )


_YEARS = _series(r"(?:school\s+)?(?:years?|yaers?|yeras?|yrs?)(?:\s*-?\s*gr(?:ou)?ps?)?\.?\s*-?|y\.?|ygs?\.?")
_STAGES = _series(r"(?:ks|key\s*-?\s*stages?|k\.s\.)\s*-?")
_HALF_STAGE = re.compile(r"(?<![a-z\d])(?P<half>upper|lower|u|l)\s*(?:ks|key\s*-?\s*stage)\s*(?:2|two)(?![a-z\d])")
_BENCHMARKS = _series(
    r"gatsby(?:\s+(?:career\s+)?(?:bench\s*mark|bm)s?)?\s*-?|(?:gatsby\s+)?(?:bench\s*marks?|bms?|gbs?)\s*[-#]?"
)
_SUB_CRITERION = re.compile(r"(?<![a-z\d])gb\s*(?P<all>[1-8])\.[1-9](?!\d)")
_ELEMENTS = _series(r"(?:london\s+ambitions?\s+)?elements?|la")
_AGES = re.compile(
    r"(?<![a-z\d])(?:ages?|aged)\s*(?P<a>\d{1,2})(?:\s*(?:-|to|and)\s*(?P<b>\d{1,2}))?(?![\d.])(?:\s+years?)?(?:\s+olds?)?"
    r"|(?<![\d.])(?P<c>\d{1,2})(?:\s*(?:-|to)\s*(?P<d>\d{1,2}))?\s*-?\s*y(?:ea)?rs?\s*-?\s*olds?\b"
)
# The ages at which a key stage begins and ends.
_STAGE_AGES = {(7, 11): "ks2", (11, 14): "ks3", (14, 16): "ks4", (16, 18): "ks5", (16, 19): "ks5"}
_PIECE = re.compile(rf"(?P<join>{_JOIN})?(?:[a-z.]+(?:\s+[a-z]+)*\s*-?\s*)??(?P<number>{_NUMBER})")


def is_quantity(flat: str, start: int, end: int) -> bool:
    """Tell whether a span ends in a number of something: "year 12" in "a gap year 12 months long"."""
    return flat[start:end][-1:].isdigit() and not re.match(_UNIT, flat[end:])


def find(flat: str) -> Iterator[Span]:
    """Yield every span that names years, stages, benchmarks or elements; spans may overlap."""
    for match in _YEARS.finditer(flat):
        yield Span(*match.span(), "year", tuple(map(str, _numbers(match, LAST_YEAR))))
    for match in _STAGES.finditer(flat):
        yield Span(*match.span(), "stage", tuple(f"ks{n}" for n in _numbers(match, 5)))
    for match in _HALF_STAGE.finditer(flat):
        yield Span(*match.span(), "year", ("5", "6") if match["half"][0] == "u" else ("3", "4"))
    for match in _BENCHMARKS.finditer(flat):
        yield Span(*match.span(), "benchmark", tuple(f"gb{n}" for n in _numbers(match, 8)))
    for match in _SUB_CRITERION.finditer(flat):
        yield Span(*match.span(), "benchmark", (f"gb{match['all']}",))
    for match in _ELEMENTS.finditer(flat):
        yield Span(*match.span(), "element", tuple(f"la{n}" for n in _numbers(match, 7)))
    yield from _ages(flat)


def _ages(flat: str) -> Iterator[Span]:
    """A pupil turns n + 5 during Year n: "14 year olds" are in Years 9 and 10, "11 to 14" is key stage 3."""
    for match in _AGES.finditer(flat):
        first = int(match["a"] or match["c"])
        last = int(match["b"] or match["d"] or first + 1)
        if (first, last) in _STAGE_AGES and (match["b"] or match["d"]):
            yield Span(*match.span(), "stage", (_STAGE_AGES[first, last],))
        else:
            start = first - 4 if match["b"] or match["d"] else first - 5
            yield Span(*match.span(), "year", tuple(str(n) for n in range(max(start, 1), min(last - 4, LAST_YEAR + 1))))


def _numbers(match: re.Match[str], most: int) -> list[int]:
    """Return the numbers of a series in order, ranges filled in: "7-9" is 7, 8 and 9, "10+" goes up to the last."""
    found: list[int] = []
    for piece in _PIECE.finditer(match["all"]):
        number = _WORDS.index(piece["number"]) if piece["number"] in _WORDS else int(piece["number"])
        if found and (piece["join"] or "").strip() in _RANGES:
            found += range(min(found[-1], number), max(found[-1], number))
        found.append(number)
    groups = match.groupdict()
    if groups.get("up"):
        found += range(max(found), most + 1)
    if groups.get("down"):
        found += range(1, min(found))
    return sorted({number for number in found if number <= most})
