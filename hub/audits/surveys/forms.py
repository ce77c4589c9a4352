"""Forms for a careers leader: the survey, its questions, and the tally of forms on paper."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models import YearGroup
from hub.audits.surveys.models import NO_YEAR, QUESTIONS_MOST, Survey, SurveyQuestion
from hub.audits.surveys.seeds import Audience, Kind, Seed
from hub.audits.surveys.services import Tally
from hub.core.dates.fields import DayField
from hub.core.forms import Cleaned
from hub.core.public_forms import one_line

DAYS_MOST = 180
OPTIONS = range(2, 7)
FORMS_MOST = 500


class SurveyForm(forms.ModelForm):
    """Who is asked, and from which day to which."""

    years = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Year groups of pupils"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Each is counted apart. A group of fewer than ten is not shown."),
    )

    class Meta:
        model = Survey
        fields = ["title", "audience", "years", "opens_on", "closes_on"]
        field_classes = {"opens_on": DayField, "closes_on": DayField}
        widgets = {"opens_on": DayField.widget, "closes_on": DayField.widget}

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.on = on
        numbers = YearGroup.objects.current().values_list("number", flat=True)
        self.fields["years"].choices = [  # type: ignore[attr-defined]
            (number, _("Year %(year)s") % {"year": number}) for number in sorted(numbers)
        ]

    def clean_opens_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["opens_on"]
        # A survey that is changed may have been open for days.
        if day < self.on and day != self.initial.get("opens_on"):
            raise forms.ValidationError(_("This day has passed. Give today or one to come."))
        return day

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and (problem := end_problem(first, last, on=self.on)):
            self.add_error("closes_on", problem)
        if cleaned.get("audience") == Audience.PUPILS:
            if not cleaned.get("years") and "years" not in self.errors:
                self.add_error("years", _("Choose at least one year group."))
        else:
            cleaned["years"] = []
        return cleaned


def end_problem(first: datetime.date, last: datetime.date, *, on: datetime.date) -> str:
    """Return what is wrong with the last day of a survey; nothing if it may stand."""
    if last < first:
        return _("The last day is before the first.")
    if last < on:
        return _("This day has passed. Give today or one to come.")
    return _("A survey is open for half a year at most.") if (last - first).days > DAYS_MOST else ""


class AnsweredSurveyForm(forms.ModelForm):
    """What may change of a survey once somebody has answered: its title and its last day."""

    class Meta:
        model = Survey
        fields = ["title", "closes_on"]
        field_classes = {"closes_on": DayField}
        widgets = {"closes_on": DayField.widget}

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_closes_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["closes_on"]
        if problem := end_problem(self.instance.opens_on, day, on=self.on):
            raise forms.ValidationError(problem)
        return day


class QuestionForm(forms.Form):
    """One of at most eight questions; left empty, it is none."""

    seed = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(label=gettext_lazy("Question"), required=False, max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Answered by"), choices=Kind.choices, required=False)
    options = forms.CharField(
        label=gettext_lazy("Answers to choose from, one on each line"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only for “one of several”: two to six."),
    )

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"])

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        lines = [one_line(line)[:80] for line in cleaned.get("options", "").splitlines()]
        cleaned["lines"] = list(dict.fromkeys(line for line in lines if line))
        if cleaned.get("text") and cleaned.get("kind") == Kind.CHOICE and len(cleaned["lines"]) not in OPTIONS:
            self.add_error("options", _("Write two to six different answers, one on each line."))
        return cleaned

    @property
    def question(self) -> SurveyQuestion | None:
        """The question that a valid form asks; one of the hub's own only while its words are as they were."""
        data = self.cleaned_data
        if not data["text"]:
            return None
        kind = data["kind"] or Kind.SCALE_4
        question = SurveyQuestion(seed=data["seed"], kind=kind, text=data["text"])
        question.choices = data["lines"] if kind == Kind.CHOICE else []
        seeded = question.of_the_hub
        if seeded is None or str(seeded.text) != data["text"]:
            question.seed = ""
        return question


class QuestionsForm:
    """Up to eight questions on one page, begun with those of a seed, or with those that a survey has."""

    def __init__(self, data: Any = None, *, seed: Seed | None = None, has: Iterable[SurveyQuestion] = ()):
        asked = seed.questions if seed else ()
        begun = seed.slug if seed else ""
        first = [
            {"seed": f"{begun}:{place}", "text": str(each.text), "kind": each.kind} for place, each in enumerate(asked)
        ]
        first += [
            {"seed": each.seed, "text": each.text, "kind": each.kind, "options": "\n".join(each.choices)}
            for each in has
        ]
        rows = [*first, *({} for _empty in range(QUESTIONS_MOST))][:QUESTIONS_MOST]
        self.forms = [QuestionForm(data, prefix=f"question-{place}", initial=row) for place, row in enumerate(rows)]
        self.problem = ""

    def is_valid(self) -> bool:
        """Tell whether there is a question, and each is right."""
        valid = not any(form.errors for form in self.forms)
        if valid and not any(not question.is_open for question in self.questions):
            self.problem = _("Ask at least one question that is answered by choosing.")
        return valid and not self.problem

    @property
    def questions(self) -> list[SurveyQuestion]:
        """The questions that are not empty, in their order."""
        return [question for form in self.forms if (question := form.question)]


class TallyForm(forms.Form):
    """How many forms of a group came back on paper, and how many chose each answer."""

    forms_counted = forms.IntegerField(label=gettext_lazy("How many forms"), min_value=1, max_value=FORMS_MOST)

    def __init__(self, *args: Any, survey: Survey, questions: list[SurveyQuestion], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.survey = survey
        self.questions = [question for question in questions if not question.is_open]
        if survey.groups != [NO_YEAR]:
            self.fields["year"] = forms.TypedChoiceField(
                label=_("Year group"),
                coerce=int,
                choices=[(year, _("Year %(year)s") % {"year": year}) for year in survey.groups],
            )
        for question in self.questions:
            for place, label in enumerate(question.options):
                self.fields[f"n{question.pk}-{place}"] = forms.IntegerField(
                    label=str(label), required=False, min_value=0, max_value=FORMS_MOST
                )

    @property
    def first(self) -> list[forms.BoundField]:
        """What is asked once."""
        return [self[name] for name in ("year", "forms_counted") if name in self.fields]

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each question and the fields of its answers."""
        return [
            (each.said(), [self[f"n{each.pk}-{place}"] for place in range(len(each.options))])
            for each in self.questions
        ]

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        most = cleaned.get("forms_counted")
        for question in self.questions:
            names = [f"n{question.pk}-{place}" for place in range(len(question.options))]
            if most is not None and sum(cleaned.get(name) or 0 for name in names) > most:
                self.add_error(names[0], _("These are more answers than forms."))
        return cleaned

    @property
    def tally(self) -> Tally:
        """What a valid form says."""
        data = self.cleaned_data
        chosen = {
            (question.pk, place): n
            for question in self.questions
            for place in range(len(question.options))
            if (n := data[f"n{question.pk}-{place}"])
        }
        return Tally(year=data.get("year", NO_YEAR), forms=data["forms_counted"], chosen=chosen)
