"""Reads a day, a time of day or both as people in England type them. No clock, no database, no form.

The day comes first, a month is a number or its English name (whole, three letters, "Sept"), and a year of two figures
is one of this century: 27 is 2027. Four figures at the start are a year: 2026-11-10. An hour from 1 to 6 with neither
"am" nor "pm" nor a leading 0 is in the afternoon, when schools are open: 2.15 is 14:15, and 02:15 is in the night.
Three or four figures are an hour and its minutes: 930 is 09:30, 215 is 14:15 and 1415 is too.
"""

import calendar
import datetime
import re
import unicodedata
from typing import NoReturn

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LETTERS_MOST = 60
YEARS = range(1900, 2200)
CENTURY = 2000
AFTERNOON = range(1, 7)
NOON = 12

HOW_TO_WRITE_A_DAY = _("Write a date as day, month and year, such as 10/11/2026 or 10 November 2026.")
HOW_TO_WRITE_A_TIME = _("Write a time such as 14:15 or 2.15 pm.")
HOW_TO_WRITE_A_MOMENT = _("Write a date and a time, such as 10/11/2026 14:15 or 10 November 2026, 2.15 pm.")

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {name[:3]: number for name, number in _WEEKDAYS.items()} | {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3}
# Hyphens and dashes of every width; marks of direction, which come along with text copied from right-to-left pages.
_LIKE = dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\u200e\u200f\u061c", "")
_HYPHENS = str.maketrans(_LIKE)

_WEEKDAY = re.compile(r"(?P<weekday>[a-z]+)\.?,? +(?:the +)?(?P<rest>\S.*)")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<gap>[-/.])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})")
_IN_FIGURES = re.compile(r"(?P<day>\d{1,2})(?P<gap> ?[-/.] ?| )(?P<month>\d{1,2})(?P=gap)(?P<year>\d{4}|\d{2})")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ /.-]*(?P<name>[a-z]+)[., /-]*(?P<year>\d{4}|(?<=\W)\d{2})"
)
_MONTH_FIRST = re.compile(r"(?P<name>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:, *| +)(?P<year>\d{4})")
_NO_YEAR = re.compile(r"\d{1,2}(?: ?[-/.] ?\d{1,2}|(?:st|nd|rd|th)?(?: of)?[ -]*[a-z]+)")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?: ?[:.] ?(?P<minute>\d{2})(?::00(?:\.0+)?)?)? ?(?P<half>am|pm|a\.m\.?|p\.m\.?)?"
)
_IN_ONE = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2}) ?(?:(?:h|hrs|hours)|(?P<half>am|pm|a\.m\.?|p\.m\.?))?")
_NAMED_TIMES = {"noon": 12, "midday": 12, "12 noon": 12, "12 midday": 12, "midnight": 0, "12 midnight": 0}
_GAP = re.compile(r"(?<=\d)t(?=\d)|,? +(?:at +)?|, *")


class Unreadable(ValueError):
    """What was typed is not read. `problem` is a sentence for the person who typed it, in the language they read."""

    def __init__(self, problem: str | Promise):
        super().__init__(str(problem))
        self.problem = problem


def read_day(text: str) -> datetime.date:
    """Return the day that `text` says.

    Raises:
        Unreadable: with what is wrong with it and how to write a date.
    """
    plain = _plain(text, HOW_TO_WRITE_A_DAY)
    weekday, plain = _weekday(plain)
    match = next(
        (m for form in (_YEAR_FIRST, _IN_FIGURES, _DAY_FIRST, _MONTH_FIRST) if (m := form.fullmatch(plain))), None
    )
    if match is None:
        if _NO_YEAR.fullmatch(plain):
            raise Unreadable(_("The year is missing: write it too, such as 10 November 2026."))
        raise Unreadable(HOW_TO_WRITE_A_DAY)
    day = _day(match.groupdict())
    if weekday is not None and day.weekday() != weekday:
        raise Unreadable(_("That day is another day of the week. Check the date, or leave the weekday out."))
    return day


def read_time(text: str) -> datetime.time:
    """Return the time of day that `text` says, to the minute.

    Raises:
        Unreadable: with how to write a time.
    """
    plain = _plain(text, HOW_TO_WRITE_A_TIME)
    if plain in _NAMED_TIMES:
        return datetime.time(_NAMED_TIMES[plain])
    match = _CLOCK.fullmatch(plain) or _IN_ONE.fullmatch(plain)
    if match is None:
        raise Unreadable(HOW_TO_WRITE_A_TIME)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "")[:1]
    meant_afternoon = not half and hour in AFTERNOON and len(match["hour"]) == 1
    if (half == "p" and hour < NOON) or meant_afternoon:
        hour += NOON
    elif half == "a" and hour >= NOON:
        hour = 0 if hour == NOON else _refuse_time()
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else _refuse_time()


def read_moment(text: str) -> datetime.datetime:
    """Return the day and time, without a zone, that `text` says; a day alone is its first minute.

    Raises:
        Unreadable: with what is wrong with it.
    """
    plain = _plain(text, HOW_TO_WRITE_A_MOMENT)
    problem: Unreadable | None = None
    try:
        return datetime.datetime.combine(read_day(plain), datetime.time())
    except Unreadable as error:
        problem = error
    for gap in _GAP.finditer(plain):
        day, time = plain[: gap.start()], plain[gap.end() :]
        try:
            read = read_day(day)
        except Unreadable:
            continue
        try:
            return datetime.datetime.combine(read, read_time(time))
        except Unreadable as error:
            problem = error
    raise Unreadable(HOW_TO_WRITE_A_MOMENT if problem.problem is HOW_TO_WRITE_A_DAY else problem.problem)


def _plain(text: str, how: str | Promise) -> str:
    """Return `text` in small letters, with one kind of space, hyphen and figure. Figures of any script are read."""
    plain = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    plain = " ".join(plain.split()).lower()
    if not plain or len(plain) > LETTERS_MOST:
        raise Unreadable(how)
    return plain


def _weekday(plain: str) -> tuple[int | None, str]:
    match = _WEEKDAY.fullmatch(plain)
    if match and match["weekday"] in _WEEKDAYS:
        return _WEEKDAYS[match["weekday"]], match["rest"]
    return None, plain


def _day(parts: dict[str, str]) -> datetime.date:
    """Return the day with these parts; `name` is the month's where it has no number."""
    year, day = int(parts["year"]), int(parts["day"])
    if len(parts["year"]) == 2:
        year += CENTURY
    month = _MONTHS.get(parts["name"], 0) if "name" in parts else int(parts["month"])
    if not month and "name" in parts:
        raise Unreadable(HOW_TO_WRITE_A_DAY)
    if month not in range(1, 13):
        raise Unreadable(_("The day comes first, then the month, which is a number from 1 to 12 or a name."))
    if year not in YEARS:
        raise Unreadable(_("Is the year right? Write it with four figures, such as 10/11/2026."))
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise Unreadable(_("That month has no such day. The day comes first: 10/11/2026 is 10 November."))
    return datetime.date(year, month, day)


def _refuse_time() -> NoReturn:
    raise Unreadable(HOW_TO_WRITE_A_TIME)
