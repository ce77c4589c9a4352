"""Forms on public pages: drawn by components/form_field.html, one line where one line is meant."""

from typing import Any

from django import forms

from hub.core.dates.fields import DayField, TimeField

_BOXES = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


def one_line(text: str) -> str:
    """Return a text as one line without control characters: it may become part of a mail's header."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


class LineField(forms.CharField):
    """One line of text."""

    def clean(self, value: Any) -> Any:
        return super().clean(one_line(value) if isinstance(value, str) else value)


class PublicDayField(DayField):
    """A day, picked or typed in any usual way."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PublicTimeField(TimeField):
    """A time of day, picked or typed in any usual way."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class PublicForm(forms.Form):
    """A form of a public page. `website` is hidden from people: a program that fills every field is known by it."""

    website = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, _BOXES):
                field.widget.attrs.setdefault("class", "field")

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self if field.name != "website"]

    @property
    def is_from_a_program(self) -> bool:
        """Tell whether the hidden field was filled."""
        return bool(self.data.get("website"))
