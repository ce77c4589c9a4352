"""Quotes any text as a CSS string."""

import re

_PLAIN = re.compile(r"[^A-Za-z0-9 ,.:()/-]")
_SPACE = re.compile(r"\s+")


def css_string(text: object) -> str:
    """Return `text` as a quoted CSS string on one line, safe inside a `style` element.

    Everything but plain letters, digits and a little punctuation becomes a hexadecimal escape, which ends neither the
    string nor the element. The space that closes each one belongs to it, so nothing after it is swallowed.
    """
    line = _SPACE.sub(" ", str(text))
    return f'"{_PLAIN.sub(_escaped, line)}"'


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\{code:x} " if code and not 0xD800 <= code <= 0xDFFF else "\\fffd "
