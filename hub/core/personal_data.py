"""What models hold of people: declared on each model, told by the privacy notice, and given or erased when asked.

A model says `personal_data = PersonalData(...)`. The table is made from these, so that it cannot forget one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

LazyText = str | Promise


@dataclass(frozen=True, slots=True)
class PersonalData:
    """The fields of a model that hold something of a person, what they are kept for, and for how long.

    `of` and `names` are for a library's model, whose own names were written for programmers.
    """

    fields: tuple[str, ...]
    why: LazyText
    how_long: LazyText
    of: LazyText = ""
    names: tuple[LazyText, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the privacy notice's table."""

    of: LazyText
    fields: Sequence[LazyText]
    why: LazyText
    how_long: LazyText


def declared_by(model: type[models.Model]) -> PersonalData | None:
    """Return what a model declares of itself; what a parent declares is the parent's."""
    found = vars(model).get("personal_data")
    return found if isinstance(found, PersonalData) else None


def table() -> Iterator[Row]:
    """Yield a line for each model that holds something of people, by the order of the rooms."""
    for model in apps.get_models():
        if kept := declared_by(model):
            fields = [model._meta.get_field(name) for name in kept.fields]
            names = kept.names or [getattr(field, "verbose_name", field.name) for field in fields]
            of = kept.of or model._meta.verbose_name_plural or model.__name__
            yield Row(of=of, fields=names, why=kept.why, how_long=kept.how_long)
