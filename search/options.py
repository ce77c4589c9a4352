"""The boxes of the facets, as markup. A page has two hundred: the template engine would take as long for them as the
engine for the search, so they alone stand here; what is around them is in `templates/search/facet.html`."""

import functools
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext


class Row(NamedTuple):
    """One value of a facet on the page. `inert`: choosing it would find nothing."""

    key: str
    value: str
    text: str
    found: int
    checked: bool
    group: str = ""

    @property
    def inert(self) -> bool:
        return not self.found and not self.checked

    @property
    def state(self) -> str:
        return " checked" if self.checked else "" if self.found else " disabled"


def options(rows: Iterable[Row]) -> SafeString:
    """Return a line with box, name and count for each value."""
    parts = []
    for row in rows:
        box, name = _option(row.key, row.value, row.text)
        parts.append(f"{box}{row.state}{name}{row.found}</span></label>")
    return mark_safe("".join(parts))


@functools.lru_cache(maxsize=5000)
def _option(key: str, value: str, text: str) -> tuple[str, str]:
    return f'<label class="opt">{_box(key, value)}', f'><span>{escape(text)}</span><span class="count">'


def years(rows: Iterable[Row]) -> SafeString:
    """Return a cell for each year; its number is its name."""
    year = escape(gettext("Year"))
    parts = []
    for row in rows:
        results = escape(ngettext("result", "results", row.found))
        parts.append(
            f'<label class="ycell">{_box(row.key, row.value)}{row.state}><b><span class="vh">{year} </span>'
            f'{escape(row.value)}</b><small>{row.found}<span class="vh"> {results}</span></small></label>'
        )
    return mark_safe("".join(parts))


def _box(key: str, value: str) -> str:
    """Return a checkbox, open for its state."""
    return f'<input type="checkbox" id="f-{escape(key)}-{escape(value)}" name="{escape(key)}" value="{escape(value)}"'
