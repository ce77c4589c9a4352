"""The addresses of the admin as the URLconf has them, with what each of their arguments names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.isolation.matrix.classified import (
    FOR_ANYBODY,
    FOR_OFFICERS,
    FOR_ONESELF,
    FOR_SCHOOLS,
    FOR_STAFF,
    FOR_STAFF_IN,
    LEFT_OUT,
)

# What an argument names by its own name, at an address that is closed to schools: the school's object all the same.
USUAL = {
    "action_name": "=approve",
    "action": "=delete",
    "app_label": "=wagtailcore",
    "app_name": "=taggit",
    "collection_id": "=1",
    "content_type_app_name": "=pages",
    "content_type_model_name": "=standardpage",
    "destination_id": "home",
    "document_id": "document",
    "filter_spec": "=original",
    "image_id": "image",
    "mode": "=form",
    "model_name": "=page",
    "page_id": "draft",
    "page_pk": "draft",
    "page_to_move_id": "draft",
    "parent_page_id": "home",
    "school_id": "school",
    "task_state_id": "task state",
    "user_id": "user",
    "workflow_state_id": "workflow state",
}
BY_SPACE = {
    "wagtailadmin_api:pages": "draft",
    "wagtailadmin_api:documents": "document",
    "wagtailadmin_api:images": "image",
    "wagtailusers_users": "user",
}


@dataclass(frozen=True)
class Address:
    """An address of the admin by its name, with what each argument names."""

    name: str
    kinds: tuple[tuple[str, str], ...]

    def at(self, keys: Mapping[str, object]) -> str | None:
        """Return the path for an owner's keys; None if the owner holds nothing of a kind."""
        given = {argument: kind[1:] if kind[0] == "=" else keys.get(kind) for argument, kind in self.kinds}
        return None if None in given.values() else reverse(self.name, kwargs=given)


def classes_of(name: str) -> list[str]:
    """Return the classes an address is in: one, if the table is right."""
    tables = {"anybody": FOR_ANYBODY, "oneself": FOR_ONESELF, "officers": FOR_OFFICERS, "schools": FOR_SCHOOLS}
    found = [label for label, table in tables.items() if name in table]
    staff = name in FOR_STAFF or name.rpartition(":")[0].split(":")[0] in FOR_STAFF_IN
    return [*found, *(["staff"] if staff else [])]


def _arguments(pattern: URLPattern | URLResolver) -> list[str]:
    own = pattern.pattern
    return list(own.converters) or list(getattr(own, "regex", re.compile("")).groupindex)


def _walk(above: URLResolver, path: str, space: str, held: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    for each in above.url_patterns:
        here, arguments = path + str(each.pattern), [*held, *_arguments(each)]
        if isinstance(each, URLResolver):
            yield from _walk(each, here, space + (f"{each.namespace}:" if each.namespace else ""), arguments)
        elif each.name:
            yield f"{space}{each.name}", here, arguments


def named() -> dict[str, list[str]]:
    """Return every address of the admin that has a name, with its arguments; of two with one name, the longer."""
    found: dict[str, list[str]] = {}
    for name, path, arguments in _walk(get_resolver(), "", "", []):
        if path.startswith("admin/") and name not in LEFT_OUT:
            found[name] = max(found.get(name, []), arguments, key=len)
    return found


def addresses() -> list[Address]:
    """Return them with what their arguments name."""
    known = {**FOR_ANYBODY, **FOR_ONESELF, **FOR_OFFICERS, **FOR_SCHOOLS}
    return [
        Address(name, tuple(zip(arguments, known.get(name) or _usual(name, arguments), strict=True)))
        for name, arguments in sorted(named().items())
    ]


def _usual(name: str, arguments: list[str]) -> tuple[str, ...]:
    space = name.rpartition(":")[0]
    return tuple(BY_SPACE.get(space, "=1") if each == "pk" else USUAL.get(each, "=1") for each in arguments)
