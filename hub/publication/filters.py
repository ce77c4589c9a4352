"""What a reader of the report may narrow it by."""

from typing import Any

import django_filters
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from hub.core.dates.fields import DayField

from .enums import Status, Strength
from .models import PublicationApprovalTask
from .sources import NO_STRENGTH, report_source

UNBOUND = _("Does not apply here, or cannot be determined")


def strengths() -> list[tuple[str, Promise]]:
    return [*((each.value, each.label) for each in Strength), (NO_STRENGTH, UNBOUND)]


class TypedDateFilter(django_filters.DateFilter):
    """A day, typed in any usual way."""

    field_class = DayField


class ReportFilterSet(WagtailFilterSet):
    """What a reader of the report may narrow it by. It only parses: what is judged has no rows to filter."""

    area = django_filters.ChoiceFilter(label=_("Borough"))
    pages = django_filters.ChoiceFilter(label=_("Pages"), choices=[("here", _("With public pages of its own here"))])
    kind = django_filters.ChoiceFilter(label=_("Type of school"), choices=lambda: report_source().kinds())
    rule = django_filters.ChoiceFilter(
        label=_("Rule"), choices=lambda: [(r.id, f"{r.id} {r.title}") for r in report_source().rules]
    )
    strength = django_filters.ChoiceFilter(label=_("Strength"), choices=strengths)
    status = django_filters.MultipleChoiceFilter(
        label=_("Finding"), choices=[(s.value, s.label) for s in Status], widget=forms.CheckboxSelectMultiple
    )
    since = TypedDateFilter(label=_("Changed since"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = report_source().areas(self.request.user).names
        self.filters["area"].extra["choices"] = [(name, name) for name in names]

    class Meta:
        model = PublicationApprovalTask
        fields: list[str] = []
