"""Base edit form for the pages of a school."""

import datetime
from typing import Any

from django.forms import BaseFormSet, ModelForm

from hub.publication.forms import GatedPageForm
from hub.schools.register.models import School

# What a form could read of its fields, by their names.
Cleaned = dict[str, Any]
# A child row: its form, and what could be read of it.
Row = tuple[ModelForm, Cleaned]


def staying(formset: BaseFormSet) -> list[Row]:
    """Return the child rows of a form set that stay."""
    formset.is_valid()  # reads every row
    read = [(form, getattr(form, "cleaned_data", {})) for form in formset.forms]
    return [(form, data) for form, data in read if data and not data.get("DELETE")]


class SchoolPageForm(GatedPageForm):
    """A page that takes its school from the page above, before anything is judged."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.school_id is None and self.parent_page is not None:
            self.instance.school = self.parent_page.specific.school

    def rows(self, name: str) -> list[Row]:
        """Return the child rows of this relation that stay."""
        if name not in self.formsets:
            return []
        return staying(self.formsets[name])


def years_taught(school: School, on: datetime.date) -> frozenset[int] | None:
    """Return the years that `school` teaches on a day, or None where the register does not say.

    A registration that begins later is not looked at as long as there is one of the day.
    """
    registration = school.registration_for(on)
    years = registration.years_taught if registration else None
    return None if years is None else frozenset(years)
