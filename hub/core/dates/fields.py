"""Form fields and the StreamField block that read what people type; in the admin they replace Django's own."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.telepath import register as register_adapter
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from .kinds import KINDS
from .reading import Unreadable


def read_typed(kind: str, text: str) -> Any:
    """Return the value that `text` says.

    Raises:
        ValidationError: with what to write instead.
    """
    try:
        return KINDS[kind].read(text)
    except Unreadable as error:
        raise ValidationError(str(error.problem), code="invalid") from error


class DayField(forms.DateField):
    """A day, typed in any usual way."""

    widget = AdminDateInput

    def to_python(self, value: Any) -> datetime.date | None:
        typed = isinstance(value, str) and value.strip()
        return read_typed("date", value) if typed else super().to_python(value)


class TimeField(forms.TimeField):
    """A time of day, typed in any usual way."""

    widget = AdminTimeInput

    def to_python(self, value: Any) -> datetime.time | None:
        typed = isinstance(value, str) and value.strip()
        return read_typed("time", value) if typed else super().to_python(value)


class MomentField(forms.DateTimeField):
    """A day and a time in London, typed in any usual way."""

    widget = AdminDateTimeInput

    def to_python(self, value: Any) -> datetime.datetime | None:
        typed = isinstance(value, str) and value.strip()
        return super().to_python(read_typed("datetime", value) if typed else value)


class TypedText(forms.TextInput):
    """A text field of one kind (`hub.core.dates.kinds`), with what it is read as beside it."""

    template_name = "core/dates/typed_text.html"

    def __init__(self, kind: str, attrs: dict[str, object] | None = None):
        super().__init__(attrs)
        self.kind = kind

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        context["widget"]["kind"] = self.kind
        return context


class DayBlock(blocks.DateBlock):
    """A day in a StreamField. Stored, and named in migrations, as Wagtail's own block."""

    @cached_property
    def field(self) -> forms.Field:
        return DayField(widget=AdminDateInput(format=self.format), **self.field_options)

    def deconstruct(self) -> tuple[str, Any, Any]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.DateBlock", args, kwargs


def take_over_the_admin() -> None:
    """Let every form that Wagtail makes of a model read with these fields, and draw one widget in StreamFields too."""
    fields = {models.DateField: DayField, models.TimeField: TimeField, models.DateTimeField: MomentField}
    for model_field, form_class in fields.items():
        register_form_field_override(model_field, override={"form_class": form_class, "widget": form_class.widget})
    # Wagtail's adapters draw its own picker, which rewrites what was typed; this one draws the widget's template.
    for form_class in fields.values():
        register_adapter(WidgetAdapter(), form_class.widget)
