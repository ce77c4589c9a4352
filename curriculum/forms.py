"""Admin forms: what an editor may choose, and what a unit may not say."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import Page
from wagtail.query import PageQuerySet

from curriculum.templatetags.curriculum_tags import year_words
from hub.core.forms import Cleaned, HubPageForm


class TermForm(HubPageForm):
    """Offers current terms, and those retired ones the page already has."""

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and hasattr(queryset, "current"):
                field.queryset = queryset.filter(Q(retired=False) | Q(pk__in=self._held(name)))

    def _held(self, name: str) -> list[object]:
        value = self.initial.get(name) or []
        values = value if isinstance(value, Iterable) else [value]
        return [getattr(each, "pk", each) for each in values]


class UnitChoiceField(forms.ModelMultipleChoiceField):
    """Units by year: "Year 8: Who chooses my job?"."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Page) -> str:
        years = year_words(year.number for year in obj.year_groups.all())
        return f"{years}: {obj}" if years else str(obj)


class UnitPageForm(TermForm):
    """A unit builds on other units of its language, never on itself, never in a circle."""

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        if "builds_on" in self.fields:
            old = self.fields["builds_on"]
            self.fields["builds_on"] = UnitChoiceField(
                queryset=self._units(),
                required=False,
                label=old.label,
                help_text=_("Units that come first. Experiences repeated without such a link show as an overlap."),
            )

    def _units(self) -> PageQuerySet:
        units = type(self.instance).objects.filter(locale_id=self.instance.locale_id, alias_of__isnull=True)
        return units.exclude(pk=self.instance.pk).prefetch_related("year_groups").order_by("path")

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if circle := _circle(self.instance, cleaned.get("builds_on") or []):
            message = _("That goes round in a circle: “%(unit)s” already builds on this unit.")
            self.add_error("builds_on", ValidationError(message, params={"unit": circle}))
        if not self.is_deferred_validation:
            for name, message in (
                ("outcomes", _("Say at least one thing pupils can do by the end.")),
                ("lessons", _("Add at least one lesson.")),
            ):
                if name in cleaned and not len(cleaned[name]):
                    self.add_error(name, StreamBlockValidationError(non_block_errors=[message]))
        return cleaned


def _circle(unit: Page, chosen: Iterable[Page]) -> Page | None:
    """Return the chosen unit from which the stored links lead back to `unit`, or None."""
    if not unit.pk:
        return None
    links: dict[int, set[int]] = {}
    for later, earlier in type(unit).builds_on.through.objects.values_list("from_unitpage_id", "to_unitpage_id"):
        links.setdefault(later, set()).add(earlier)
    for each in chosen:
        reached, front = set(), {each.pk}
        while front:
            reached |= front
            front = set().union(*(links.get(pk, set()) for pk in front)) - reached
        if unit.pk in reached:
            return each
    return None
