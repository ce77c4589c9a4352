"""Loads the site's own templates without the indentation that they have for readers."""

import re

from django.template import Origin
from django.template.loaders import filesystem

# What begins a line, blank lines, and the line break after a line that only loads tags or comments.
_FOR_READERS = (
    (re.compile(r"^[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^({% load .*?%}|{#.*?#})\n", re.MULTILINE), r"\1"),
    (re.compile(r"\n{2,}"), "\n"),
)


class Loader(filesystem.Loader):
    """Reads HTML templates of `DIRS` and drops the white space that is there for readers, once for each process.

    Between two lines one line break stays, so what was apart stays apart. Sent, the indentation would add up to 12 % to
    a compressed page (decision 0012). A template must not rely on it: no `pre`, and a `blocktranslate` over several
    lines is `trimmed`.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        if not str(origin.name).endswith(".html"):
            return contents
        for pattern, replacement in _FOR_READERS:
            contents = pattern.sub(replacement, contents)
        return contents
