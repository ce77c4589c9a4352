"""A period as tables write it, parsed once: how it is said, its first day and its last."""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
# School and funding years begin in August in these statistics.
YEAR_BEGINS, YEAR_ENDS = 8, 7

_YEAR = re.compile(r"((?:19|20)\d\d)")
_YEARS = re.compile(r"((?:19|20)\d\d) ?(?:to|-) ?((?:19|20)\d\d)")
_ACADEMIC = re.compile(r"(?:AY ?)?(\d{2}|\d{4})/(\d{2}|\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"([a-z]+)[ -](\d{2}|\d{4})", re.IGNORECASE)
_MONTHS = re.compile(r"([a-z]+) (\d{4}) ?(?:to|-) ?([a-z]+) (\d{4})(, provisional)?", re.IGNORECASE)
_PART_OF_YEAR = re.compile(r"(\d{4})/(\d{2}|\d{4}) \(?([a-z]+) ?(?:to|-) ?([a-z]+)(,? provisional)?\)?", re.IGNORECASE)


class UnreadablePeriod(ValueError):
    """A period is not written in one of the ways that the hub knows."""


@dataclass(frozen=True)
class Period:
    """A period: `said` as on a page ("April 2024 to March 2025"), and its first and last day."""

    said: str
    start: datetime.date
    end: datetime.date


@lru_cache(maxsize=1024)
def parse(text: str) -> Period:
    """Return the period that a table writes as "2022", "AY23/24", "Apr 2020-Mar 2021", "Jul-25" and the like.

    Raises:
        UnreadablePeriod: with a sentence that names the ways to write one.
    """
    written = " ".join(text.replace("\N{EN DASH}", "-").split())
    for pattern, read in _WAYS:
        if (found := pattern.fullmatch(written)) and (period := read(found)) and period.start <= period.end:
            return period
    raise UnreadablePeriod(
        f'"{text.strip()[:40]}" is not a period such as 2022, 2023/24, AY23/24, Mar 2024, Jul-25, '
        "Oct 2024 - Sep 2025 or 2020 to 2035."
    )


def _year(found: re.Match[str]) -> Period:
    year = int(found[1])
    return Period(str(year), datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def _years(found: re.Match[str]) -> Period:
    first, last = int(found[1]), int(found[2])
    return Period(f"{first} to {last}", datetime.date(first, 1, 1), datetime.date(last, 12, 31))


def _academic(found: re.Match[str]) -> Period | None:
    first = _whole(found[1])
    if _whole(found[2]) != first + 1:
        return None
    said = f"{first}/{(first + 1) % 100:02d}"
    return Period(said, datetime.date(first, YEAR_BEGINS, 1), _last_day(first + 1, YEAR_ENDS))


def _month(found: re.Match[str]) -> Period | None:
    if not (month := MONTHS.get(found[1].casefold())):
        return None
    year = _whole(found[2])
    return Period(f"{calendar.month_name[month]} {year}", datetime.date(year, month, 1), _last_day(year, month))


def _months(found: re.Match[str]) -> Period | None:
    first, last = MONTHS.get(found[1].casefold()), MONTHS.get(found[3].casefold())
    if not first or not last:
        return None
    return _between(first, int(found[2]), last, int(found[4]), more=found[5] or "")


def _part_of_year(found: re.Match[str]) -> Period | None:
    """A year that is not over: "2025/26 (Aug to Apr, provisional)"."""
    first, last = MONTHS.get(found[3].casefold()), MONTHS.get(found[4].casefold())
    if not first or not last or _whole(found[2]) != int(found[1]) + 1:
        return None
    years = [int(found[1]) + (month < YEAR_BEGINS) for month in (first, last)]
    return _between(first, years[0], last, years[1], more=", provisional" if found[5] else "")


def _between(first: int, first_year: int, last: int, last_year: int, *, more: str = "") -> Period | None:
    start, end = datetime.date(first_year, first, 1), _last_day(last_year, last)
    if start > end:
        return None
    if (first, first_year) == (last, last_year):
        return Period(f"{calendar.month_name[first]} {first_year}{more}", start, end)
    said = f"{calendar.month_name[first]} {first_year} to {calendar.month_name[last]} {last_year}{more}"
    # Full names of the longest months would not fit the column.
    short = f"{calendar.month_abbr[first]} {first_year} to {calendar.month_abbr[last]} {last_year}{more}"
    return Period(said if len(said) <= 40 else short, start, end)


def _whole(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (_YEAR, _year),
    (_ACADEMIC, _academic),
    (_MONTHS, _months),
    (_MONTH, _month),
    (_PART_OF_YEAR, _part_of_year),
    (_YEARS, _years),
)
