"""Addresses that hold the key of a row: a number that no database can be asked about is a page that is not there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter

from hub.core.url_keys import KeyConverter, key_in

OURS = ("hub.", "resources.", "curriculum.", "search.")
# Wagtail writes these addresses of a viewset itself; the rows of ours have number fields of their own as keys.
WAGTAILS = {"inspect", "edit"}


def patterns(within: Any) -> Iterator[Any]:
    """Yield every pattern with a view, however deep."""
    for each in within:
        if hasattr(each, "url_patterns"):
            yield from patterns(each.url_patterns)
        else:
            yield each


@pytest.mark.parametrize(
    ("text", "key"),
    [("12", 12), ("", 0), ("-1", 0), ("1.5", 0), ("٣", 0), ("9" * 9, 10**9 - 1), ("1" * 10, 0)],
)
def test_a_key_that_a_form_sent_is_a_number_or_none(text, key):
    assert key_in(text) == key


def test_every_address_of_ours_takes_no_more_digits_than_a_key_has():
    numbers = {
        each.name: converter
        for each in patterns(get_resolver().url_patterns)
        if each.callback.__module__.startswith(OURS)
        and hasattr(each.pattern, "converters")
        and each.name not in WAGTAILS
        for converter in each.pattern.converters.values()
        if isinstance(converter, IntConverter)
    }
    assert "report_problem" in numbers and "schools_programme_grid" in numbers
    assert [name for name, converter in numbers.items() if not isinstance(converter, KeyConverter)] == []


@pytest.mark.parametrize("digits", [10, 19, 400])
def test_a_longer_number_is_not_found(admin_client, db, digits):
    for name in ("report_problem", "schools_programme_grid", "schools_report_draft", "publication_checklist"):
        address = reverse(name, args=[987654321]).replace("987654321", "9" * digits)
        assert admin_client.get(address).status_code == 404, name
