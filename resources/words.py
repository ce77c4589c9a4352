"""Figures put into words, the way a teacher says them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the unbroken runs in `numbers` as (first, last), lowest first."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def years_in_words(numbers: Iterable[int]) -> str:
    """Return "Year 9", "Years 7 to 9" or "Years 7, 8 and 10"; empty for no years.

    A range is written with a word, because a dash between digits turns round in right-to-left text.
    """
    years = sorted(set(numbers))
    if not years:
        return ""
    parts = []
    for first, last in runs(years):
        if last - first > 1:
            parts.append(_("%(first)s to %(last)s") % {"first": first, "last": last})
        else:
            parts.extend(str(year) for year in range(first, last + 1))
    text = (
        parts[0] if len(parts) == 1 else _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}
    )
    return ngettext("Year %(years)s", "Years %(years)s", len(years)) % {"years": text}
