"""Filters for minutes and years."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

QUARTERS = {0: "", 15: "¼", 30: "½", 45: "¾"}


@register.filter
def as_hours(minutes: int | None) -> str:
    """Return minutes as people say them: "50 min", "2½ h", "2 h 20 min"."""
    hours, rest = divmod(minutes or 0, 60)
    if not hours:
        return _("%d min") % rest
    if rest in QUARTERS:
        return _("%s h") % f"{hours}{QUARTERS[rest]}"
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


@register.filter
def as_hours_exactly(minutes: int | None) -> str:
    """Return minutes for a column, where fractions and minutes side by side would not line up: "3 h 30 min"."""
    hours, rest = divmod(minutes or 0, 60)
    words = [_("%d h") % hours] if hours else []
    return " ".join([*words, _("%d min") % rest] if rest or not hours else words)


def in_words(items: Iterable[object]) -> str:
    """Return items as a list in words: "4, 8 and 11"."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


@register.filter
def year_words(numbers: Iterable[int]) -> str:
    """Return year numbers as words: "Year 9", "Years 7 to 9", "Years 7 and 9"."""
    ordered = sorted(set(numbers))
    if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return _("Years %(first)d to %(last)d") % {"first": ordered[0], "last": ordered[-1]}
    return ngettext("Year %s", "Years %s", len(ordered)) % in_words(ordered) if ordered else ""
