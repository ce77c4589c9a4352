"""The addresses of the hub as the URLconf has them, with what each of their arguments names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.isolation.matrix import outside
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
    "overridable_segment_id": "overridable",
    "page_id": "draft",
    "page_pk": "draft",
    "page_to_move_id": "draft",
    "parent_page_id": "home",
    "school_id": "school",
    "string_segment_id": "segment",
    "task_state_id": "task state",
    "translation_id": "translation",
    "translation_source_id": "source",
    "user_id": "user",
    "workflow_state_id": "workflow state",
}
BY_SPACE = {
    "wagtailadmin_api:pages": "draft",
    "wagtailadmin_api:documents": "document",
    "wagtailadmin_api:images": "image",
    "wagtailusers_users": "user",
}
# Addresses whose arguments mean something else than they mostly do.
OTHERWISE = {"wagtail_localize:convert_to_alias": ("translated",)}
# Of two patterns with one name, the one with less: the other asks for a mode of preview that no page has.
SHORTER = {"wagtail_localize:preview_translation"}


@dataclass(frozen=True)
class Address:
    """An address by its name, with what each argument names; an argument without a name of its own is a number."""

    name: str
    kinds: tuple[tuple[str, str], ...]
    class_: str

    def at(self, keys: Mapping[str, object]) -> str | None:
        """Return the path for an owner's keys; None if the owner holds nothing of a kind."""
        given = {argument: kind[1:] if kind[0] == "=" else keys.get(kind) for argument, kind in self.kinds}
        if None in given.values():
            return None
        if any(argument.isdecimal() for argument in given):
            return reverse(self.name, args=list(given.values()))
        return reverse(self.name, kwargs=given)

    @property
    def names_something(self) -> bool:
        return any(not kind.startswith("=") for _argument, kind in self.kinds)


def classes_of(name: str, *, in_admin: bool = True) -> list[str]:
    """Return the classes an address is in: one in the admin, and one or more outside it, if the tables are right."""
    if not in_admin:
        return [label for label, outer in outside.TABLES.items() if name in outer]
    tables = {"anybody": FOR_ANYBODY, "oneself": FOR_ONESELF, "officers": FOR_OFFICERS, "schools": FOR_SCHOOLS}
    found = [label for label, table in tables.items() if name in table]
    staff = name in FOR_STAFF or name.rpartition(":")[0].split(":")[0] in FOR_STAFF_IN
    return [*found, *(["staff"] if staff else [])]


def _arguments(pattern: URLPattern | URLResolver) -> list[str]:
    own = pattern.pattern
    regex = getattr(own, "regex", re.compile(""))
    return list(own.converters) or list(regex.groupindex) or [str(number) for number in range(regex.groups)]


def _walk(above: URLResolver, path: str, space: str, held: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    for each in above.url_patterns:
        here, arguments = path + str(each.pattern), [*held, *_arguments(each)]
        if isinstance(each, URLResolver):
            yield from _walk(each, here, space + (f"{each.namespace}:" if each.namespace else ""), arguments)
        else:
            # What has no name is not asked for; it fails until it has one, or is left out by its path.
            yield f"{space}{each.name or here}", here, arguments


def named(*, in_admin: bool = True) -> dict[str, list[str]]:
    """Return every address of the admin, or outside it, with its arguments; of two with one name, the longer."""
    found: dict[str, list[str]] = {}
    for name, path, arguments in _walk(get_resolver(), "", "", []):
        if path.startswith("admin/") == in_admin and name not in LEFT_OUT:
            choose = min if name in SHORTER else max
            found[name] = choose(found.get(name, arguments), arguments, key=len)
    return found


def addresses() -> list[Address]:
    """Return them with what their arguments name: those outside the admin once for each thing they are asked for."""
    known = {**FOR_ANYBODY, **FOR_ONESELF, **FOR_OFFICERS, **FOR_SCHOOLS, **OTHERWISE}
    found = [
        Address(name, tuple(zip(arguments, known.get(name) or _usual(name, arguments), strict=True)), class_)
        for name, arguments in sorted(named().items())
        for class_ in classes_of(name)
    ]
    outer = named(in_admin=False)
    for class_, table in outside.TABLES.items():
        for name, variants in table.items():
            for kinds in variants:
                found.append(Address(name, tuple(zip(outer[name], kinds, strict=True)), class_))
    return found


def _usual(name: str, arguments: list[str]) -> tuple[str, ...]:
    space = name.rpartition(":")[0]
    return tuple(BY_SPACE.get(space, "=1") if each == "pk" else USUAL.get(each, "=1") for each in arguments)
