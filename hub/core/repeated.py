"""Parts of pages that many pages repeat, such as a mark or the facts of a result: rendered once for what they say."""

import functools
from collections.abc import Hashable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Of some hundred bytes each; what nobody has asked for the longest is rendered anew.
MOST = 5000


def rendered(template: str, **values: Hashable) -> SafeString:
    """Return a template rendered with these values and nothing else: once for each language and value that a process
    meets, but each time in development. It must depend on nothing but them: no request, no day, no row that is read.
    """
    render = _rendered.__wrapped__ if settings.DEBUG else _rendered
    return render(template, get_language(), **values)


@functools.lru_cache(maxsize=MOST)
def _rendered(template: str, language: str | None, **values: Hashable) -> SafeString:
    return render_to_string(template, values)
