"""Reads one cell of a programme as people write it in spreadsheets: minutes, year groups, terms, benchmarks."""

import re
from collections.abc import Collection, Iterable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from curriculum.hours import SCHOOL_DAY_MINUTES
from hub.schools.text import fold
from hub.schools.validators import validate_minutes

STAGES = {2: range(3, 7), 3: range(7, 10), 4: range(10, 12), 5: range(12, 14)}
SIXTH_FORM = range(12, 14)
EVERYBODY = frozenset({"all", "all years", "all year groups", "every year", "whole school", "everyone", "everybody"})
UNIT_MINUTES = {"m": 1, "h": 60, "d": SCHOOL_DAY_MINUTES, "w": 5 * SCHOOL_DAY_MINUTES}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?")
_PART = re.compile(
    r"(?P<number>\d+(?:\.\d+)?|½|half|a|an|one)?\s*(?:a\s+|an\s+)?(?:school\s+)?"
    r"(?P<unit>minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)\b\.?",
)
_YEAR_WORDS = re.compile(r"\b(?:years?|yrs?|year groups?|groups?|y)\s*(?=\d)|\b(?:years?|yrs?|groups?)\b")
_YEARS = re.compile(r"(?<!\d)(\d{1,2})(?!\d)(?:\s*(?:-|–|—|to|until)\s*(\d{1,2})(?!\d))?")
_STAGE = re.compile(r"(?:ks|key stages?)\s*([2-5])(?:\s*(?:-|–|—|to)\s*(?:ks\s*)?([2-5]))?")
_POINT = re.compile(r"(?:gatsby|benchmarks?|bm|gb)?\s*([0-9])(?:(?:\.|(?<=gb[0-9])-)([0-9]{1,2}))?\.?")


class CellError(ValueError):
    """What a cell says cannot be taken; the message is for the person who wrote it."""


def minutes_in(text: str) -> int:
    """Return minutes from "90", "1h 30", "1.5 hours", "1:30" or "2 days" (of 300 minutes).

    Raises:
        CellError: when it cannot be read, is no whole number or is more than a school year.
    """
    said = _THOUSANDS.sub("", " ".join(text.casefold().split())).replace("1/2", "½")
    minutes = _minutes(said)
    if minutes is None or minutes != int(minutes):
        raise CellError(_("“%s” is no time in minutes. Write 90, 1h 30, 1.5 hours or 2 days.") % text)
    try:
        validate_minutes(int(minutes))
    except ValidationError as error:
        raise CellError(error.messages[0]) from error
    return int(minutes)


def _minutes(said: str) -> float | None:
    if re.fullmatch(r"-?\d+(?:\.\d+)?", said):
        return float(said)
    if clock := _CLOCK.fullmatch(said):
        return int(clock[1]) * 60 + int(clock[2])
    said = re.sub(r"(\d)\s*½", r"\1.5 ", said)
    # "1h30" and "1h 30": what follows hours without a word is minutes.
    said = re.sub(r"(\d\s*(?:h|hrs?|hours?))\s*(\d{1,2})$", r"\1 \2m", said.replace(" and ", " "))
    said = re.sub(r"(?<=\d)(?=[a-z])", " ", re.sub(r"(?<=[a-z])(?=\d)", " ", said)).replace("½", "½ ")
    total, end = 0.0, 0
    for part in _PART.finditer(said):
        if said[end : part.start()].strip(" ,") or not part["number"]:
            return None
        total += _number(part["number"]) * UNIT_MINUTES[part["unit"][0]]
        end = part.end()
    return round(total, 3) if end and not said[end:].strip(" ,.") else None


def _number(word: str) -> float:
    return {"½": 0.5, "half": 0.5, "a": 1, "an": 1, "one": 1}.get(word) or float(word)


def years_in(text: str, *, taught: Collection[int]) -> tuple[int, ...]:
    """Return year groups from "7", "Years 7-9", "Y7, Y9", "KS3", "sixth form" or "all years" (those of `taught`).

    Raises:
        CellError: when there is a word that names no year group.
    """
    said = " ".join(text.casefold().replace("&", ",").split())
    if fold(said) in EVERYBODY:
        return tuple(sorted(taught))
    found: set[int] = set()
    said = re.sub(r"\b(?:sixth form|6th form|post[- ]?16)\b", lambda _match: _took(found, SIXTH_FORM), said)
    said = _STAGE.sub(lambda stage: _took(found, _stages(stage)), said)
    said = _YEAR_WORDS.sub(" ", said)
    said = _YEARS.sub(lambda years: _took(found, _span(years)), said)
    if re.sub(r"\band\b|[\s,;/+]", "", said) or not found:
        raise CellError(_("“%s” names no year groups. Write 7, 7 to 9, or 7, 9 and 11.") % text)
    return tuple(sorted(found))


def _took(found: set[int], years: Iterable[int]) -> str:
    found.update(years)
    return ","


def _span(match: re.Match[str]) -> range:
    first, last = sorted((int(match[1]), int(match[2] or match[1])))
    return range(first, last + 1)


def _stages(match: re.Match[str]) -> list[int]:
    first, last = sorted((int(match[1]), int(match[2] or match[1])))
    return [year for stage in range(first, last + 1) for year in STAGES[stage]]


def years_in_words(years: Iterable[int]) -> str:
    """Return "7 to 9" or "7, 9": never "7-9", of which a spreadsheet makes the seventh of September."""
    numbers, spans = sorted(set(years)), list[list[int]]()
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    parts: list[str] = []
    for span in spans:
        parts += [f"{span[0]} to {span[-1]}"] if len(span) > 2 else map(str, span)
    return ", ".join(parts)


def points_in(text: str, *, known: Collection[str]) -> list[str]:
    """Return slugs of benchmarks and criteria from "4, 5.1", "GB4" or "Benchmarks 1 and 4.2", once each.

    Raises:
        CellError: when there is something else, or a benchmark that there is none of.
    """
    found: list[str] = []
    said = re.sub(r"(?<=\d)\s+(?=\d)", ",", " ".join(text.casefold().replace("&", ",").split()))
    for part in re.split(r"[,;/+\n]|\band\b", said):
        if not part.strip():
            continue
        point = _POINT.fullmatch(part.strip())
        slug = f"gb{point[1]}" + (f"-{point[2]}" if point[2] else "") if point else ""
        if slug not in known:
            raise CellError(_("“%s” is no Gatsby benchmark. Write numbers, such as 4 or 4, 5.1.") % part.strip())
        found.append(slug)
    return list(dict.fromkeys(found))


def term_in(text: str, terms: Sequence[tuple[str, Collection[str]]]) -> str:
    """Return the slug of a term; `terms` are pairs of a slug and the folded names it goes by.

    Raises:
        CellError: when it is none of them.
    """
    said = fold(text).removesuffix(" term")
    for slug, names in terms:
        if said in names or fold(text) in names:
            return slug
    # "Autumn 1", "Spring half term 2": the model knows terms and no halves of them.
    halves = re.fullmatch(r"(autumn|spring|summer)(?: term)?(?: half(?: term)?)? [12]", fold(text))
    if halves and halves[1] in dict(terms):
        return halves[1]
    raise CellError(_("“%s” is no term. Write Autumn, Spring, Summer or All year.") % text)
