"""The form of a request, and the one that closes it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models import YearGroup
from hub.core.dates.fields import DayField
from hub.core.forms import Cleaned
from hub.core.public_forms import one_line
from hub.core.school_days import school_days
from hub.opportunities.requests.models import VisitRequest
from hub.schools.microsites.forms import years_taught
from hub.schools.models import School

DAYS = ("from_day", "to_day", "reply_by")
FIELDS = (
    "title",
    "what",
    "kind",
    "place",
    "year_groups",
    "sector",
    "pupils",
    "minutes",
    "from_day",
    "to_day",
    "reply_by",
    "needs",
)
LONGEST_AHEAD = datetime.timedelta(days=550)
MOST_PUPILS, MOST_MINUTES = 2000, 600


class RequestForm(forms.ModelForm):
    """A request of one of `schools`; with one school it is not asked for."""

    class Meta:
        model = VisitRequest
        fields = FIELDS
        field_classes = dict.fromkeys(DAYS, DayField)
        widgets = {"year_groups": forms.CheckboxSelectMultiple, "what": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, schools: QuerySet[School], on: datetime.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.on = on
        own = list(schools[:2])
        if self.instance.school_id is None and len(own) == 1:
            self.instance.school = own[0]
        elif self.instance.school_id is None:
            self.fields["school"] = forms.ModelChoiceField(schools, label=gettext_lazy("School"), empty_label=None)
            self.order_fields(["school"])
        years = self.fields["year_groups"]
        assert isinstance(years, forms.ModelMultipleChoiceField)
        years.queryset = YearGroup.objects.filter(retired=False)

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean(self) -> Cleaned:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("school"):
            self.instance.school = cleaned["school"]
        for name, most in (("pupils", MOST_PUPILS), ("minutes", MOST_MINUTES)):
            number = cleaned.get(name)
            if number is not None and not 0 < number <= most:
                self.add_error(name, _("Give a number from 1 to %(most)s.") % {"most": most})
        self._check_days(cleaned)
        self._check_years(cleaned)
        return cleaned

    def _check_days(self, cleaned: Mapping[str, Any]) -> None:
        first, last, reply = (cleaned.get(name) for name in DAYS)
        for name in DAYS:
            if cleaned.get(name) and cleaned[name] < self.on:
                self.add_error(name, _("This day is past."))
        if self.errors or not (first and last and reply):
            return
        if last < first:
            self.add_error("to_day", _("The last day is before the first."))
        elif last > self.on + LONGEST_AHEAD:
            self.add_error("to_day", _("This is more than a school year ahead. Is the year right?"))
        elif reply > last:
            self.add_error("reply_by", _("The answer would come after the last day."))
        elif not has_school_day(first, last):
            self.add_error("to_day", _("There is no school day between these days."))

    def _check_years(self, cleaned: Mapping[str, Any]) -> None:
        chosen = {year.number for year in cleaned.get("year_groups") or ()}
        school = self.instance.school if self.instance.school_id else None
        taught = years_taught(school, self.on) if school else None
        strangers = sorted(chosen - taught) if taught is not None else []
        if strangers:
            years = ", ".join(str(year) for year in strangers)
            self.add_error("year_groups", _("The school does not teach Year %(years)s.") % {"years": years})


def has_school_day(first: datetime.date, last: datetime.date) -> bool:
    """Tell whether schools are open on some day from `first` to `last`."""
    days = school_days()
    length = (last - first).days
    return any(not days.is_closed(first + datetime.timedelta(days=at)) for at in range(length + 1))


class PartnersForm(forms.Form):
    """Some of `schools`: fellow members that have not been asked to take part yet. Another school is no choice."""

    schools = forms.ModelMultipleChoiceField(
        School.objects.none(), label=gettext_lazy("Together with"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen = self.fields["schools"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)
        chosen.queryset = schools


class TakePartForm(forms.Form):
    """How many pupils a school would bring that takes part."""

    pupils = forms.IntegerField(
        label=gettext_lazy("About how many pupils of your school?"), min_value=1, max_value=MOST_PUPILS
    )


class CloseForm(forms.Form):
    """Why a request is closed."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=[each for each in VisitRequest.Reason.choices if each[0] != VisitRequest.Reason.NOBODY],
        widget=forms.RadioSelect,
    )
