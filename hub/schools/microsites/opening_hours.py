"""Reads office hours as people write them into days and times for machines. Pure."""

import re

from hub.core.dates.reading import Unreadable, read_time

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = r"(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?"
TO = r"\s*(?:to|until|till|and|-|–|—)\s*"
ON = re.compile(rf"\b{DAY}\b(?:\s*(?:to|until|till|-|–|—)\s*{DAY}\b)?|\bweekdays\b|\bevery school day\b", re.IGNORECASE)
TIME = r"(\d{1,2}(?:[.:]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.)?)"
HOURS = re.compile(rf"{TIME}{TO}{TIME}(?![\d.:])", re.IGNORECASE)


def opening_hours(text: str) -> list[dict[str, str | list[str]]]:
    """Return schema.org OpeningHoursSpecifications for the office hours `text`; none where they cannot be read.

    A part of it that cannot be read makes all of it unreadable: half of the hours would be wrong hours.
    """
    found: list[dict[str, str | list[str]]] = []
    for part in re.split(r"[;\n]", text):
        if not any(map(str.isdigit, part)):
            continue
        days, hours = [day for match in ON.finditer(part) for day in _days(match)], HOURS.findall(part)
        if not days or len(hours) != 1 or len(re.findall(r"\d+(?:[.:]\d+)?", part)) != 2:
            return []
        try:
            opens, closes = map(read_time, hours[0])
        except Unreadable:
            return []
        if closes <= opens:
            return []
        found.append(
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": list(dict.fromkeys(days)),
                "opens": opens.strftime("%H:%M"),
                "closes": closes.strftime("%H:%M"),
            }
        )
    return found


def _days(match: re.Match[str]) -> list[str]:
    if not match[1]:
        return list(DAYS[:5])
    first = _day(match[1])
    last = _day(match[2]) if match[2] else first
    return list(DAYS[first : last + 1])


def _day(word: str) -> int:
    return next(number for number, name in enumerate(DAYS) if name.lower().startswith(word.lower()[:3]))
