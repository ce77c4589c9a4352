"""What a printed page of a school says of itself at the foot of every sheet: whose it is, what, and who approved it."""

import datetime
import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import pgettext

from hub.core.css import css_string
from hub.schools.microsites.school_owned import SchoolOwnedPage


@dataclass(frozen=True, slots=True)
class Sheet:
    """The foot of a sheet. `standing`: sentences on approval and dates."""

    school: str
    title: str
    standing: str
    on: datetime.date

    @property
    def numbering(self) -> str:
        """Return "1 of 4" as what a style sheet counts."""
        words = pgettext("sheets of a printed page", "%(sheet)s of %(sheets)s") % {
            "sheet": "{page}",
            "sheets": "{pages}",
        }
        parts = [part for part in re.split(r"(\{pages?\})", words) if part]
        return " ".join(f"counter({part[1:-1]})" if part[0] == "{" else css_string(part) for part in parts)


def sheet(page: SchoolOwnedPage, standing: list[str], *, on: datetime.date) -> Sheet:
    """Return the foot of `page`; `standing`: sentences on approval and dates, empty ones left out."""
    return Sheet(school=str(page.school), title=page.title, standing=" ".join(filter(None, standing)), on=on)


def day(on: datetime.date) -> str:
    return date_format(on, "j F Y")
