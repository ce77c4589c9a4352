"""The key of a row in an address or a form: no more digits than one has, as a database cannot be asked for more.

Django guards its own number fields against those, but not the key that a type of page shares with `Page`.
"""

from django.urls import register_converter
from django.urls.converters import IntConverter

MOST_DIGITS = 9


def key_in(text: str) -> int:
    """Return the key that a form sent; 0, which no row has, for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


class KeyConverter(IntConverter):
    """`<key:page_id>` in place of `<int:page_id>`."""

    regex = f"[0-9]{{1,{MOST_DIGITS}}}"


def register() -> None:
    """Make `<key:...>` known. Called from AppConfig.ready(), before any address is read."""
    register_converter(KeyConverter, "key")
