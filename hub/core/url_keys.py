"""The key of a row in an address: no more digits than one has, as a database cannot be asked about a longer number.

Django guards its own number fields against those, but not the key that a type of page shares with `Page`.
"""

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """`<key:page_id>` in place of `<int:page_id>`."""

    regex = "[0-9]{1,9}"


def register() -> None:
    """Make `<key:...>` known. Called from AppConfig.ready(), before any address is read."""
    register_converter(KeyConverter, "key")
