"""The forms of a visit; both sides use the same, the school in the admin and the employer on public pages."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.core.forms import Cleaned
from hub.core.public_forms import PublicDayField, PublicForm, PublicTimeField
from hub.opportunities.visits.briefing import PARTS
from hub.opportunities.visits.days import day_problem
from hub.opportunities.visits.models import WORDS, Feedback
from hub.opportunities.visits.services import Wish
from hub.publication.personal import SecondLook
from hub.schools.models import School

WISHES = ("1", "2", "3")
NO_NAMES = _("No pupil’s name, please.")


def words_field(label: Any, *, required: bool = True, rows: int = 4, help_text: Any = NO_NAMES) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class WriteForm(PublicForm):
    """Words to the other side, with up to three days. `school` is where the visit would be."""

    words = words_field(_("What you write"))
    day_1 = PublicDayField(label=_("A day that suits you"), required=False)
    time_1 = PublicTimeField(label=_("At what time?"), required=False)
    day_2 = PublicDayField(label=_("Another day"), required=False)
    time_2 = PublicTimeField(label=_("At what time?"), required=False)
    day_3 = PublicDayField(label=_("A third day"), required=False)
    time_3 = PublicTimeField(label=_("At what time?"), required=False)

    def __init__(
        self, data: Any = None, *, school: School, on: datetime.date, days: bool = True, need_day: bool = False
    ):
        super().__init__(data, prefix="write")
        self.school, self.on = school, on
        if not days:
            for at in WISHES:
                del self.fields[f"day_{at}"], self.fields[f"time_{at}"]
        elif need_day:
            self.fields["day_1"].required = True

    def clean(self) -> Cleaned:
        cleaned = super().clean() or self.cleaned_data
        for at in WISHES:
            day = cleaned.get(f"day_{at}")
            if day and (problem := day_problem(day, school=self.school, on=self.on)):
                self.add_error(f"day_{at}", problem)
        return cleaned

    @property
    def wishes(self) -> list[Wish]:
        """The days that were given, each once."""
        said = self.cleaned_data
        days = {said[f"day_{at}"]: said.get(f"time_{at}") for at in WISHES if said.get(f"day_{at}")}
        return list(days.items())


class ReasonForm(PublicForm):
    """Why a visit is cancelled, or needs another day."""

    words = words_field(_("Why? The other side reads it."), rows=2)

    def __init__(self, data: Any = None):
        super().__init__(data, prefix="reason")


class FeedbackForm(PublicForm):
    """The three questions after a visit."""

    fitted = forms.ChoiceField(
        label=_("Did it fit what was asked for?"), choices=Feedback.Fit.choices, widget=forms.RadioSelect
    )
    prepared = forms.ChoiceField(
        label=_("Was everybody prepared?"), choices=Feedback.Fit.choices, widget=forms.RadioSelect
    )
    next_time = words_field(_("What should be different next time?"), required=False, rows=3)

    def __init__(self, data: Any = None, *, said: Feedback | None = None):
        begins = {name: getattr(said, name) for name in ("fitted", "prepared", "next_time")} if said else {}
        super().__init__(data, prefix="feedback", initial=begins)

    @property
    def values(self) -> dict[str, str]:
        """What was answered."""
        return {name: self.cleaned_data[name] for name in ("fitted", "prepared", "next_time")}


class StoryForm(SecondLook, PublicForm):
    """The story of a visit that an employer would publish."""

    looked_at = ("story",)

    story = words_field(
        _("The story of your visit"),
        required=False,
        rows=6,
        help_text=_(
            "What you did, and what difference it made. No pupil’s name. The hub reads it before it is public."
        ),
    )

    def __init__(self, data: Any = None, *, story: str = ""):
        super().__init__(data, prefix="story", initial={"story": story})


class FinishForm(SecondLook, PublicForm):
    """What a school says once a visit took place."""

    looked_at = ("learned",)

    learned = words_field(
        _("What pupils learned, in the words of the class"),
        help_text=_("Mailed to the visitor as your thanks. No pupil’s name: “one of us said” is enough."),
    )
    minutes = forms.IntegerField(label=_("Minutes for each pupil"), min_value=1, max_value=600)

    def __init__(self, data: Any = None, *, minutes: int | None = None):
        super().__init__(data, prefix="finish", initial={"minutes": minutes})


class BriefingForm(forms.Form):
    """The parts of the sheet for a visitor."""

    def __init__(self, data: Any = None, *, said: dict[str, str]):
        super().__init__(data, initial=said)
        for key, heading in PARTS.items():
            self.fields[key] = forms.CharField(
                label=str(heading), required=False, max_length=800, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.fields["who"].help_text = NO_NAMES
