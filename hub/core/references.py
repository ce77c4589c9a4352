"""Refuses references to pages and files that the author of a form may not use.

A chooser offers only what a user may choose, but its field takes any key it is sent, shows the title behind it when
the form comes back, and saves it. A room above says who is limited to what (`register_limit`); the core knows none.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.blocks.base import BlockField
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.models import Page
from wagtail.rich_text import RichText, extract_references_from_rich_text

Allows = Callable[[type[Model], int], bool]
# Asked of the site's own user, whose model stands above the core.
Limit = Callable[[Any], Allows | None]
TAG = re.compile(r"<(a|embed)\b[^>]*>")
_limits: list[Limit] = []


def register_limit(limit: Limit) -> Limit:
    """Register `limit(user) -> allows(model, pk) | None` (None: no limit). Called from AppConfig.ready()."""
    _limits.append(limit)
    return limit


def limits_of(user: AbstractBaseUser | None) -> list[Allows]:
    """Return what limits this user; nobody at all (a form made by code) is not limited."""
    return [allows for limit in _limits if user is not None and (allows := limit(user)) is not None]


class Sieve:
    """Takes out of one field what its author may not refer to. `caught` tells whether there was anything.

    What the page referred to before stays: somebody put it there who might.
    """

    def __init__(self, field: forms.Field, initial: object, limits: list[Allows]):
        self.field = field
        self.limits = limits
        self.held = set(_references(field, initial))
        self.caught = False

    def install(self) -> None:
        """Filter the field's value, and what the form shows again."""
        read, clean = self.field.widget.value_from_datadict, self.field.clean

        def checked(*args: object, **kwargs: object) -> object:
            if self.caught:
                raise ValidationError(_("A page, image or file chosen here is not one you may use: choose another."))
            return clean(*args, **kwargs)

        self.field.widget.value_from_datadict = lambda *args: self.sift(read(*args))  # type: ignore[method-assign]
        self.field.clean = checked  # type: ignore[method-assign]

    def sift(self, value: object) -> object:
        if isinstance(self.field, BlockField):
            return self.block(self.field.block, value)
        queryset = getattr(self.field, "queryset", None)
        if queryset is None:
            return self.text(value) if isinstance(value, str) else value
        if isinstance(value, list | tuple):
            return [key for key in value if not self.refuses(queryset.model, key)]
        return None if value and self.refuses(queryset.model, value) else value

    def text(self, html: str) -> str:
        """Return rich text without the links and embeds that are refused; the words stay."""

        def without(tag: re.Match[str]) -> str:
            refused = [self.refuses(model, key) for model, key, *_path in extract_references_from_rich_text(tag[0])]
            return tag[0] if not any(refused) else "<a>" if tag[1] == "a" else ""

        return TAG.sub(without, html)

    def block(self, block: blocks.Block, value: Any) -> Any:
        """Return a block's value with everything refused emptied, and the rest as it was."""
        if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
            for child in value if isinstance(block, blocks.StreamBlock) else value.bound_blocks:
                child.value = self.block(child.block, child.value)
        elif isinstance(block, blocks.StructBlock):
            for name, child in block.child_blocks.items():
                value[name] = self.block(child, value[name])
        elif isinstance(value, TypedTable):
            kinds = [column["block"] for column in value.columns]
            for row in value.row_data:
                row["values"] = list(map(self.block, kinds, row["values"]))
        elif isinstance(value, RichText):
            return RichText(self.text(value.source))
        elif any(self.refuses(model, key) for model, key, *_path in block.extract_references(value)):
            return block.get_default()
        return value

    def refuses(self, model: type[Model], key: object) -> bool:
        refused = not (str(key).isdecimal() and self.allowed(model, int(str(key))))
        self.caught |= refused
        return refused

    def allowed(self, model: type[Model], pk: int) -> bool:
        return (_root(model), pk) in self.held or all(allows(model, pk) for allows in self.limits)


def sieves(form: WagtailAdminPageForm, limits: list[Allows]) -> Iterator[Sieve]:
    """Yield a sieve for each field of a page form and of the forms of its child rows."""
    children: Iterable[forms.BaseForm] = (child for formset in form.formsets.values() for child in formset.forms)
    for each in (form, *children):
        for name, field in each.fields.items():
            yield Sieve(field, each.get_initial_for_field(field, name), limits)


def install_sieves(form: WagtailAdminPageForm) -> None:
    """Hold what was sent to `form` to what its person may refer to."""
    limits = limits_of(form.for_user) if form.is_bound else []
    if limits:
        for sieve in sieves(form, limits):
            sieve.install()


def _references(field: forms.Field, value: object) -> Iterator[tuple[type[Model], object]]:
    """Yield what a stored value refers to."""
    model = getattr(getattr(field, "queryset", None), "model", None)
    if isinstance(field, BlockField):
        found = field.block.extract_references(value) if value else ()
        yield from ((_root(model), int(key)) for model, key, *_path in found)
    elif model is not None:
        keys = value if isinstance(value, list | tuple) else [value]
        yield from ((_root(model), getattr(key, "pk", key)) for key in keys if key)
    elif isinstance(value, str):
        yield from ((_root(model), int(key)) for model, key, *_path in extract_references_from_rich_text(value))


def _root(model: type[Model]) -> type[Model]:
    return Page if issubclass(model, Page) else model
