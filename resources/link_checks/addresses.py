"""Finds the addresses of other sites in what public pages store: fields, rich text and blocks of any kind."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from curriculum.models import UnitPage
from resources.link_checks.checker import without_fragment
from resources.models.pages import CollectionPage, LessonResourcePage

# The pages whose links are checked.
CHECKED = (LessonResourcePage, CollectionPage, UnitPage)
_HREF = re.compile(r"""<a\b[^>]*?\bhref=["'](https?://[^"']+)["']""", re.IGNORECASE)
_WEB = re.compile(r"https?://\S", re.IGNORECASE)
# What blocks call an address.
_NAMES = ("url", "link", "href")


def in_html(html: str) -> Iterator[str]:
    """Yield the web addresses that rich text leads to, as they are stored there."""
    yield from (unescape(address) for address in _HREF.findall(html))


def in_blocks(stored: Any, name: str = "") -> Iterator[str]:
    """Yield the addresses in stored blocks (`raw_data`), however deep: what a block calls `url`, or in text."""
    if isinstance(stored, str):
        if name in _NAMES and _WEB.match(stored):
            yield stored
        elif "<a" in stored:
            yield from in_html(stored)
    elif isinstance(stored, dict):
        for key, value in stored.items():
            yield from in_blocks(value, key)
    elif isinstance(stored, list | tuple | StreamValue.RawDataView):
        for value in stored:
            yield from in_blocks(value, name)


def fields_of(model: type[Page]) -> list[str]:
    """Return the fields of a page type that may hold an address."""
    kinds = (models.URLField, RichTextField, StreamField)
    return [field.name for field in model._meta.local_fields if isinstance(field, kinds)]


def in_field(value: Any) -> Iterator[str]:
    if isinstance(value, StreamValue):
        yield from in_blocks(value.raw_data)
    elif isinstance(value, str):
        yield from ([value] if _WEB.match(value) else in_html(value))


def addresses() -> dict[str, set[int]]:
    """Return each address elsewhere that a public page of any language leads to, with the keys of those pages."""
    found: dict[str, set[int]] = defaultdict(set)
    for model in CHECKED:
        names = fields_of(model)
        rows = model.objects.live().public().order_by().values_list("pk", *names)
        for pk, *values in rows.iterator(chunk_size=500):
            for value in values:
                for url in in_field(value):
                    found[without_fragment(url)].add(pk)
    return dict(found)
