"""Loads templates without the indentation that they have for readers."""

import re

from django.template import Origin
from django.template.loaders import app_directories, filesystem

# What begins a line, blank lines, and the line break after a line that only loads tags or comments.
_FOR_READERS = (
    (re.compile(r"^[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^({% load .*?%}|{#.*?#})\n", re.MULTILINE), r"\1"),
    (re.compile(r"\n{2,}"), "\n"),
)
# Where what begins a line is shown, or is part of a message that a catalogue is asked for.
_SHOWN = re.compile(
    r"<(?:pre|textarea)\b"
    r"|{%\s*blocktrans(?:late)?\b(?:(?!\btrimmed\b|%}).)*%}(?:(?!{%\s*endblocktrans).)*\n"
)


class _WithoutIndentation:
    """Drops the white space of HTML templates that is there for readers, once for each process.

    Between two lines one line break stays, so what was apart stays apart (decisions 0012 and 0041).
    """

    def get_contents(self, origin: Origin) -> str:
        contents: str = super().get_contents(origin)  # type: ignore[misc]
        if not str(origin.name).endswith(".html") or _SHOWN.search(contents):
            return contents
        for pattern, replacement in _FOR_READERS:
            contents = pattern.sub(replacement, contents)
        return contents


class Loader(_WithoutIndentation, filesystem.Loader):
    """Reads the templates of `DIRS`. None of them may rely on what begins a line: `tests/architecture` says so."""


class AppLoader(_WithoutIndentation, app_directories.Loader):
    """Reads the templates of applications, those of packages too; one that relies on it is left as it is."""
