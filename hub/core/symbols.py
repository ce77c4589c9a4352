"""The drawings that stand beside the words of an easy-read page: one file each in core/symbols, drawn for the hub.

A file holds what stands inside a box of 24 by 24: lines in the colour of the text, `class="f"` for the one area that is
filled, `class="b"` for a bold line, `turns` for what points the other way in a script that runs from the right. The
drawing of a term, such as a sector, has its slug in its name: sector-digital.svg.
"""

import functools
import re

from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@functools.cache
def lines(name: str) -> str:
    """Return what stands inside the drawing of that name; nothing where there is none."""
    if not _NAME.fullmatch(name):
        return ""
    try:
        return render_to_string(f"core/symbols/{name}.svg").strip()
    except TemplateDoesNotExist:
        return ""  # an editor's new sector has no drawing yet: its words stand alone


def drawing(name: str, *, large: bool = False) -> SafeString:
    """Return the drawing as SVG, hidden from screen readers: the words beside it say the same."""
    inside = lines(name)
    if not inside:
        return mark_safe("")
    return format_html(
        '<svg class="sym{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">{}</svg>',
        " large" if large else "",
        mark_safe(inside),
    )
