"""Choices for blocks, read from the vocabularies when a form is drawn.

A retired term leaves the choices; a value already on a page still validates, shows and saves.
"""

from collections.abc import Callable, Container, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail import blocks

from curriculum.models.terms import ActivityKind, Criterion, NeedType
from hub.core.blocks.choices import KeptChoices

Attributes = dict[str, object]
# As Django's select draws them: one option, and (label, options, place) of a group.
Option = dict[str, Any]
OptionGroup = tuple[str | None, list[Option], int | None]


def activity_kinds() -> list[tuple[str, str]]:
    """Return every activity kind as (slug, label), current ones first."""
    return [(kind.slug, str(kind)) for kind in ActivityKind.objects.order_by("retired", "order", "slug")]


def current_activity_kinds() -> set[str]:
    """Return the slugs of the kinds an editor may choose."""
    return set(ActivityKind.objects.current().values_list("slug", flat=True))


def gatsby_points() -> list[Criterion]:
    """Return the benchmarks and the criteria under them, each with its benchmark, in their order, in one query."""
    points = Criterion.objects.filter(framework__slug="gatsby").select_related("parent")
    return sorted(points, key=lambda each: ((each.parent or each).order, each.parent is not None, each.order))


def point_number(slug: str) -> str:
    """Return the short name of a benchmark or a criterion: "4" for gb4, "4.1" for gb4-1."""
    return slug.removeprefix("gb").replace("-", ".")


def criteria_choices(
    points: Iterable[Criterion], kept: Container[str] = frozenset()
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return benchmarks with their criteria as grouped choices; of those that are retired only what is in `kept`."""
    groups: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for each in points:
        name = f"{point_number(each.slug)} {each}"
        if each.parent is None:
            groups[each.slug] = (name, [])
        if not each.retired or each.slug in kept:
            label = name if each.parent else _("All of benchmark %s") % point_number(each.slug)
            groups[(each.parent or each).slug][1].append((each.slug, str(label)))
    return [(name, options) for name, options in groups.values() if options]


class CurrentSelect(forms.Select):
    """A select that offers a retired option only on a page that already has it.

    Wagtail draws a block's form once and fills it by script, so an option left out would be lost on the next save.
    """

    def __init__(self, *, current: Callable[[], Container[str]] = frozenset):
        self.current = current
        super().__init__()

    def optgroups(self, name: str, value: list[str], attrs: Attributes | None = None) -> list[OptionGroup]:
        self._offered = self.current()
        return super().optgroups(name, value, attrs)

    def create_option(
        self,
        name: str,
        value: object,
        label: int | str,
        selected: bool,
        index: int,
        subindex: int | None = None,
        attrs: Attributes | None = None,
    ) -> Option:
        option = super().create_option(name, value, label, selected, index, subindex=subindex, attrs=attrs)
        if value and str(value) not in self._offered:
            option["attrs"]["hidden"] = True
        return option


class ActivityKindBlock(KeptChoices, blocks.ChoiceBlock):
    """The slug of an ActivityKind."""

    def __init__(self, **kwargs: object):
        kwargs.setdefault("widget", CurrentSelect(current=current_activity_kinds))
        super().__init__(**{"choices": activity_kinds, **kwargs})


def need_types() -> list[tuple[str, str]]:
    """Return the types of need as (slug, label), retired ones last."""
    return [(need.slug, str(need)) for need in NeedType.objects.order_by("retired", "order", "slug")]


class NeedTypesBlock(KeptChoices, blocks.MultipleChoiceBlock):
    """Slugs of types of special educational need."""

    def __init__(self, **kwargs: object):
        super().__init__(**{"choices": need_types, "widget": forms.CheckboxSelectMultiple(), **kwargs})
