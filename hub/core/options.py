"""The check boxes of filters with their counts, as HTML: of the search's facets and of the directory of offers.

A page of the search has two hundred: the template engine would take as long for them as the search engine for the
search, so only they are here; what stands around them is in templates.
"""

import functools
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext


class Row(NamedTuple):
    """One value of a filter on the page. `inert`: choosing it would find nothing."""

    key: str
    value: str
    text: str
    found: int
    checked: bool
    group: str = ""

    @property
    def inert(self) -> bool:
        return not self.found and not self.checked


def options(rows: Iterable[Row]) -> SafeString:
    """Return a line with box, name and count for each value."""
    parts = []
    for key, value, text, found, checked, _group in rows:
        box, name = _option(key, value, text)
        parts.append(f"{box}{_state(found, checked)}{name}{found}</span></label>")
    return mark_safe("".join(parts))


@functools.lru_cache(maxsize=5000)
def _option(key: str, value: str, text: str) -> tuple[str, str]:
    return f'<label class="opt">{_box(key, value)}', f'><span>{escape(text)}</span><span class="count">'


def years(rows: Iterable[Row]) -> SafeString:
    """Return a cell for each year; its number is its name."""
    year = escape(gettext("Year"))
    parts = []
    for key, value, _text, found, checked, _group in rows:
        results = escape(ngettext("result", "results", found))
        parts.append(
            f'<label class="ycell">{_box(key, value)}{_state(found, checked)}><b><span class="vh">{year} </span>'
            f'{escape(value)}</b><small>{found}<span class="vh"> {results}</span></small></label>'
        )
    return mark_safe("".join(parts))


def _state(found: int, checked: bool) -> str:
    return " checked" if checked else "" if found else " disabled"


def _box(key: str, value: str) -> str:
    """Return a checkbox, open for its state."""
    return f'<input type="checkbox" id="f-{escape(key)}-{escape(value)}" name="{escape(key)}" value="{escape(value)}"'
