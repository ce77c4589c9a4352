"""The single values of a register: text in, a value or `Unreadable` out. `None` is a cell that says nothing.

People save these files with spreadsheets and data tools. What such a tool only dressed up is read (a code as "34.0", a
day as its serial number); what it destroyed is not guessed back.
"""

import datetime
import re
from decimal import Decimal
from html import unescape
from zoneinfo import ZoneInfo

import phonenumbers
from django.utils.translation import gettext as _

NAME_LENGTH, WEBSITE_LENGTH = 200, 240
LONDON = ZoneInfo("Europe/London")
# Of Great Britain, from the Scillies to Shetland, in metres.
GRID = range(1, 1_300_000)
NOTHING = frozenset({"", "-", "--", ".", "n/a", "na", "nan", "nil", "none", "null", "not given", "not recorded"})
# Day 0 of the days that spreadsheets count, and the numbers that are years rather than days.
DAY_ZERO = datetime.date(1899, 12, 30)
SERIALS, YEARS = range(2101, 73051), range(1000, 2101)
# A year of two digits up to this one is of our century: schools are entered a few years before they open.
LAST_SHORT_YEAR = 40
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What a spreadsheet makes of "11-19" or "3-11", alone or with a year: "19-Nov", "Mar-11", "2016-11-19", "19/11/2016".
_SPREADSHEET_DATE = re.compile(
    r"\d{1,2}[-/ ][a-z]{3,9}([-/ ]\d{2,4})?|[a-z]{3,9}[-/ ]\d{1,4}|\d{4}-\d{2}-\d{2}.*|\d{1,2}/\d{1,2}/\d{2,4}",
    re.IGNORECASE,
)
_SPREADSHEET_ERROR = re.compile(r"#(N/A|[A-Z0-9/]+[!?])|#{3,}", re.IGNORECASE)
_SHORTENED = re.compile(r"\d(?:\.(\d+))?E\+?(\d+)", re.IGNORECASE)
_AGE_RANGE = re.compile(r"(\d{1,2}) ?(?:-|–|to) ?(\d{1,2})")
_WEBSITE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(:\d+)?([/?#]\S*)?", re.IGNORECASE)
_SCHEMES = re.compile(r"^(?:(https?)[:;]?/+)+", re.IGNORECASE)
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")
_TIME = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_NO_DAY = re.compile(r"0+|0{1,2}[-/.]0?1[-/.]1900|0{1,2}[-/.]0{1,2}[-/.]0{2,4}|0{4}[-/]0{2}[-/]0{2}" + _TIME)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_DIGITS_ALONE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})" + _TIME)
# Two digits of a year only behind slashes: "18-09-01" may begin with the year.
_SHORT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2})" + _TIME)
_NAMED_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]([a-z]{3,9})\.?[-/., ]+(\d{4}|\d{2})" + _TIME, re.IGNORECASE)


class Unreadable(ValueError):
    """A cell holds text that cannot be used, with the reason in words."""


def clean(text: str) -> str:
    """Return the text of a cell without what tools put around it, and empty for words that mean "nothing here".

    Raises:
        Unreadable: when characters were lost, or a spreadsheet's error stands in the cell.
    """
    text = " ".join("".join(char if char.isprintable() else " " for char in text.replace("\u200b", "")).split())
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    text = text.lstrip("'") if text[:2] != "''" else text
    if "\ufffd" in text:
        raise Unreadable(_("characters of this text were lost"))
    if _SPREADSHEET_ERROR.fullmatch(text):
        raise Unreadable(_("a spreadsheet's error stands here"))
    return "" if text.casefold() in NOTHING else text


def number(text: str) -> str:
    """Return a whole number that a tool wrote as "34.0", "100,000" or "1.00012E+05" as its digits; else `text`.

    Raises:
        Unreadable: when digits were lost, as in "1.00E+05", which stands for many numbers.
    """
    if re.fullmatch(r"\d+\.0+", text):
        return text.split(".", 1)[0]
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        return text.replace(",", "")
    if found := _SHORTENED.fullmatch(text):
        if len(found[1] or "") < int(found[2]):
            raise Unreadable(_("a spreadsheet shortened this number; its digits are lost"))
        value = Decimal(text)
        return str(int(value)) if value == int(value) else text
    return text


def urn(text: str) -> int:
    """Return a URN: five to seven digits."""
    digits = number(text)
    if not re.fullmatch(r"[0-9]{5,7}", digits):
        raise Unreadable(_("not a URN: six digits are expected") if text else _("no URN"))
    return int(digits)


def name(text: str) -> str | None:
    """Return a school's name; one whose accents were read in the wrong encoding is put right."""
    text = " ".join(unescape(mended(text)).split())
    if not text:
        return None
    if len(text) < 2 or not re.search(r"[^\W\d_]", text) or re.search(r"[<>{}]", text):
        raise Unreadable(_("not a name"))
    if len(text) > NAME_LENGTH:
        raise Unreadable(_("the name is too long"))
    return text


def mended(text: str) -> str:
    """Return "École" for "Ã‰cole", which is UTF-8 read as Windows-1252; other text is returned as it is."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def age(text: str) -> int | None:
    """Return an age in years."""
    if not text:
        return None
    if _SPREADSHEET_DATE.fullmatch(text):
        raise Unreadable(_("a spreadsheet turned this age into a date; it is not guessed back"))
    digits = number(text)
    if not re.fullmatch(r"[0-9]{1,2}", digits):
        raise Unreadable(_("not an age in whole years"))
    return int(digits)


def age_range(text: str) -> tuple[int, int] | None:
    """Return the lowest and highest age of "11 - 19"."""
    if not text:
        return None
    if _SPREADSHEET_DATE.fullmatch(text):
        raise Unreadable(_("a spreadsheet turned these ages into a date; they are not guessed back"))
    found = _AGE_RANGE.fullmatch(text)
    if not found:
        raise Unreadable(_("not an age range such as 11 - 19"))
    return int(found[1]), int(found[2])


def day(text: str) -> datetime.date | None:
    """Return a day, written as the register, a spreadsheet or a data tool writes it. "00-00-0000" says nothing.

    The day comes before the month, as in Britain; a moment with its time zone is the day it was in London.
    """
    if not text or _NO_DAY.fullmatch(text):
        return None
    try:
        found = _moment(text) or _serial(text) or _written(text)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise Unreadable(_("not a date such as 31-08-2026"))
    return found


def _moment(text: str) -> datetime.date | None:
    if not re.search(r"\d:\d.*(Z|[+-]\d{2}:?\d{2})$", text):
        return None
    return datetime.datetime.fromisoformat(text).astimezone(LONDON).date()


def _serial(text: str) -> datetime.date | None:
    """Return the day that a spreadsheet counts as `text`; a number that may be a year alone is none."""
    if not re.fullmatch(r"\d{4,5}(\.\d+)?", text):
        return None
    count = int(text.split(".", 1)[0])
    return DAY_ZERO + datetime.timedelta(days=count) if count in SERIALS else None


def _written(text: str) -> datetime.date | None:
    if found := _YEAR_FIRST.fullmatch(text) or _DIGITS_ALONE.fullmatch(text):
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text) or _SHORT_YEAR.fullmatch(text):
        return datetime.date(_year(found[3]), int(found[2]), int(found[1]))
    if found := _NAMED_MONTH.fullmatch(text):
        return datetime.date(_year(found[3]), MONTHS.index(found[2][:3].lower()) + 1, int(found[1]))
    return None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year <= LAST_SHORT_YEAR else 1900)


def website(text: str) -> str | None:
    """Return a web address with a scheme; one that repeats its scheme is corrected, one without gets https."""
    if not text:
        return None
    schemes = _SCHEMES.match(text)
    host, *path = re.split(r"(?=[/?#])", text[schemes.end() :] if schemes else text, maxsplit=1)
    rest = "".join([host.lower().rstrip("."), *path])
    labels = rest.split("/", 1)[0].removeprefix("www.")
    if not _WEBSITE.fullmatch(rest) or "." not in labels or len(rest) > WEBSITE_LENGTH:
        raise Unreadable(_("not a web address; left out"))
    return f"{schemes[1].lower() if schemes else 'https'}://{rest}"


def telephone(text: str) -> str | None:
    """Return a British number as it is usually written, also one that lost its first zero in a spreadsheet."""
    if not text:
        return None
    digits = number(text)
    try:
        found = phonenumbers.parse(f"+{digits}" if digits.startswith("44") else digits, "GB")
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_valid_number(found):
        raise Unreadable(_("not a telephone number; left out"))
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.NATIONAL)[:30]


def postcode(text: str) -> str | None:
    """Return a postcode in capitals with its space."""
    if not text:
        return None
    found = _POSTCODE.fullmatch(text.upper())
    if not found:
        raise Unreadable(_("not a postcode; left out"))
    return f"{found[1]} {found[2]}"


def metres(text: str) -> int | None:
    """Return an easting or northing on the national grid. The register writes 0 for a place it does not know."""
    digits = number(text)
    if digits in ("", "0"):
        return None
    if not re.fullmatch(r"[0-9]{1,7}", digits) or int(digits) not in GRID:
        raise Unreadable(_("not metres on the national grid; left out"))
    return int(digits)


def words(text: str) -> str | None:
    """Return plain words; accents that were read in the wrong encoding are put right."""
    return mended(unescape(text)) or None
