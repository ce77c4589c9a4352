"""Makes a page's form with errors one that can be saved: what is wrong is put back to what the last version held.

Wagtail's autosave saves nothing while one field is wrong (decision 0035).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.blocks.base import BlockField
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue

# A page cannot be without these.
NAMES_OF_A_PAGE = ("title", "slug")


class NothingKept(Exception):
    """What is wrong concerns the whole form, or is what a page cannot be without: `wrong` says it, each in words."""

    def __init__(self, wrong: list[str]):
        super().__init__(*wrong)
        self.wrong = wrong


class Mending:
    """The mending of one form. `held` is the page as it was last saved; `wrong` says what is not taken, and why."""

    def __init__(self, form: WagtailAdminPageForm, *, held: Model):
        self.form, self.held = form, held
        self.wrong: list[str] = []

    def mend(self) -> list[str]:
        """Put back what is wrong, clear the errors, and return what was wrong."""
        self._refuse()
        for name in list(self.form.errors):
            self._mend_field(name)
        self.form.errors.clear()
        for name, formset in list(self.form.formsets.items()):
            if not formset.is_valid():
                self._mend_rows(name, formset)
        return self.wrong

    def _refuse(self) -> None:
        errors, form = self.form.errors, self.form
        is_new = form.instance.pk is None
        if NON_FIELD_ERRORS in errors:
            raise NothingKept(list(errors[NON_FIELD_ERRORS]))
        needed = [name for name in errors if is_new and _is_needed(form.instance, name)]
        if needed:
            raise NothingKept([_told(form, name) for name in needed])

    def _mend_field(self, name: str) -> None:
        field, error = self.form.fields[name], self.form.errors.as_data()[name][0]
        before = getattr(self.held, name, None)
        if not isinstance(field, BlockField):
            self.wrong.append(_told(self.form, name))
            _restore(self.form.instance, self.held, [name])
            return
        typed = self.form[name].data
        value = self._mend_block(field.block, typed, before, error, [str(self.form[name].label)])
        try:
            value = field.clean(value)
        except ValidationError:
            value = before
        self.form.cleaned_data[name] = value
        setattr(self.form.instance, name, value)

    def _mend_block(self, block: blocks.Block, typed: Any, held: Any, error: Exception, path: list[str]) -> Any:
        """Return the value of a block with its wrong parts as they were held; what is new and wrong is left empty."""
        errors: Mapping[Any, Exception] = getattr(error, "block_errors", {})
        whole = getattr(error, "non_block_errors", None)
        if whole or not errors:
            messages = [str(message) for message in whole] if whole else getattr(error, "messages", [str(error)])
            self.wrong.append(_at(path, messages))
            return block.get_default() if held is None else held
        if isinstance(block, blocks.StructBlock):
            for name, inner in errors.items():
                child, before = block.child_blocks[name], None if held is None else held.get(name)
                typed[name] = self._mend_block(child, typed[name], before, inner, [*path, str(child.label)])
            return typed
        return self._mend_items(block, typed, held, errors, path)

    def _mend_items(
        self, block: blocks.Block, typed: Any, held: Any, errors: Mapping[int, Exception], path: list[str]
    ) -> Any:
        is_list = isinstance(typed, ListValue)
        before = {child.id: child for child in (held.bound_blocks if is_list else held)} if held else {}
        kept = []
        for at, child in enumerate(typed.bound_blocks if is_list else typed):
            value, old = child.value, before.get(child.id)
            if at in errors:
                place = _("%(label)s %(number)s") % {"label": child.block.label, "number": at + 1}
                was = old.value if old is not None and old.block is child.block else None
                value = self._mend_block(child.block, value, was, errors[at], [*path, place])
            kept.append((child, value))
        if is_list:
            return ListValue(block, bound_blocks=[ListValue.ListChild(c.block, v, id=c.id) for c, v in kept])
        return StreamValue(block, [(child.block_type, value, child.id) for child, value in kept])

    def _mend_rows(self, name: str, formset: Any) -> None:
        before = list(getattr(self.held, name).all())
        held = {row.pk: row for row in before if row.pk is not None}
        rows = [row for row in formset.forms if not row.is_valid() and not _is_to_go(row, formset)]
        if _is_wrong_as_a_whole(formset, rows, nameless=len(held) < len(before)):
            getattr(self.form.instance, name).set(before)
            del self.form.formsets[name]
        label = str(formset.model._meta.verbose_name_plural)
        self.wrong += [_at([label], [str(error)]) for error in formset.non_form_errors()]
        for row in rows:
            number = {"label": label, "number": formset.forms.index(row) + 1}
            self.wrong += [_at([_("%(label)s, row %(number)s") % number], [_told(row, each) for each in row.errors])]
        if name in self.form.formsets:
            for row in formset.forms:
                _mend_row(row, held.get(row.instance.pk))


def _is_to_go(row: forms.ModelForm, formset: Any) -> bool:
    """Tell whether a row was deleted; Django's `deleted_forms` is empty while any row is wrong."""
    return formset.can_delete and formset._should_delete_form(row)


def _is_wrong_as_a_whole(
    formset: forms.BaseModelFormSet, rows: Iterable[WagtailAdminModelForm], *, nameless: bool
) -> bool:
    """Tell whether the rows as they were held must stay as they were.

    `nameless`: the last version holds rows without a key (of a live page, these come with publishing). The form sends
    them all again, so that one which is wrong could not be told from the others and would be lost.
    """
    if not formset.management_form.is_valid() or formset.non_form_errors():
        return True
    inner = any(not each.is_valid() for row in rows for each in row.formsets.values())
    return inner or (nameless and any(row.instance.pk is None for row in rows))


def _mend_row(row: WagtailAdminModelForm, held: Model | None) -> None:
    if not row.errors:
        return
    if held is None or NON_FIELD_ERRORS in row.errors:
        # Not counted as changed, a new row is not made and an old one not written.
        row.changed_data, row.formsets = [], {}
    if held is not None:
        _restore(row.instance, held, row.fields if NON_FIELD_ERRORS in row.errors else row.errors)
    row.errors.clear()


def _restore(instance: Model, held: Model, names: Iterable[str]) -> None:
    columns = {field.name: field.attname for field in instance._meta.concrete_fields}
    for name in names:
        if name in columns:
            setattr(instance, columns[name], getattr(held, columns[name]))


def _is_needed(instance: Model, name: str) -> bool:
    """Tell whether a new page cannot be made without this field."""
    column = next((field for field in instance._meta.concrete_fields if field.name == name), None)
    empty = column is not None and not column.null and column.get_default() is None
    return name in NAMES_OF_A_PAGE or empty


def _told(form: forms.BaseForm, name: str) -> str:
    messages = [str(message) for message in form.errors[name]]
    return " ".join(messages) if name == NON_FIELD_ERRORS else _at([str(form[name].label)], messages)


def _at(path: list[str], messages: Iterable[str]) -> str:
    return _("%(place)s: %(why)s") % {"place": ", ".join(path), "why": " ".join(messages)}
