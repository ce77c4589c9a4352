"""A school year in a model and its form: kept as "2026/27", typed in any usual way."""

from typing import Any

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.core.dates.fields import TypedText, read_typed
from hub.core.dates.kinds import Kind
from hub.core.dates.reading import Unreadable
from hub.publication.dates import HOW_TO_WRITE_A_YEAR, AcademicYear, validate_academic_year

KIND = "school-year"


def read_year(text: str) -> AcademicYear:
    """Return the school year that `text` says.

    Raises:
        Unreadable: with how to write one.
    """
    try:
        return AcademicYear.parse(text)
    except ValueError as error:
        raise Unreadable(HOW_TO_WRITE_A_YEAR) from error


def year_in_words(year: AcademicYear) -> str:
    first, last = date_format(year.first_day, "F Y"), date_format(year.last_day, "F Y")
    return _("School year %(year)s: %(first)s to %(last)s") % {"year": year, "first": first, "last": last}


KIND_OF_YEAR = Kind(read_year, year_in_words)


class AcademicYearFormField(forms.CharField):
    """Reads what is typed and gives the one form that is stored."""

    def __init__(self, **kwargs: Any):
        kwargs.pop("max_length", None)  # of what is stored; "2026 to 2027" is longer
        super().__init__(**{**kwargs, "widget": TypedText(KIND)})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return str(read_typed(KIND, text)) if text else ""


class AcademicYearField(models.CharField):
    """Text such as "2026/27"; to the database, and to migrations, it is a CharField."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"max_length": 7, "validators": [validate_academic_year], **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": AcademicYearFormField, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
