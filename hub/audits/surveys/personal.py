"""Says whether a line looks as if it holds a name, an address, a telephone number or a mail address.

It is a warning and no more: it cannot know a name in every language, and it stores nothing.
"""

import re

from django.utils.translation import gettext_lazy as _

from hub.publication.rules import LazyText

_MAIL = re.compile(r"\S@\S|\bat\b\s+\w+\s+dot\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?:\d[\s().+/-]*){7,}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_STREET = re.compile(
    r"\b\d+[a-z]?,?\s+(?:\w+\s+){1,3}(?:road|rd|street|st|lane|avenue|ave|close|court|drive|house|way|gardens|square)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|sir)\.?\s+[^\W\d_]{2,}", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:my name is|i am called|i'm called|called)\s+[^\W\d_]+|আমার নাম|میرا نام", re.IGNORECASE)
# Two words with capitals one after the other: "Amina Hussein". Not what begins a sentence, as in "The Tower".
_CAPITALS = re.compile(r"\b([A-Z][a-z'’-]+)\s+[A-Z][a-z'’-]+")
# Words with capitals that are no names of people, in what pupils write most.
_PLACES = frozenset(
    {
        "The",
        "A",
        "An",
        "I",
        "We",
        "It",
        "My",
        "Our",
        "In",
        "On",
        "At",
        "To",
        "More",
        "Less",
        "Year",
        "Key",
        "East",
        "West",
        "North",
        "South",
        "London",
        "Tower",
        "Hamlets",
        "Science",
        "Media",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Work",
        "Careers",
        "Please",
        "Thank",
        "Canary",
        "Royal",
        "National",
    }
)


def looks_personal(text: str) -> LazyText:
    """Return what `text` looks to hold, for a warning; "" if it looks to hold nothing of a person."""
    if _MAIL.search(text):
        return _("a mail address")
    if _POSTCODE.search(text) or _STREET.search(text):
        return _("an address")
    if _DIGITS.search(text):
        return _("a telephone number")
    if _TITLE.search(text) or _CALLED.search(text) or _named(text):
        return _("a name")
    return ""


def _named(text: str) -> bool:
    return any(match[1] not in _PLACES for match in _CAPITALS.finditer(text))
