"""The form that people answer: made from the survey's own questions, so no other key counts; read into `Sent`."""

from typing import Any

from django import forms
from django.core import signing
from django.core.cache import cache
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from hub.audits.surveys.models import NO_YEAR, OPEN_MOST, Survey, SurveyQuestion
from hub.audits.surveys.services import Sent
from hub.core.public_forms import LineField, PublicForm
from hub.publication.personal import looks_personal

# A form that was opened longer ago than this is asked for anew.
SECONDS = 24 * 60 * 60
SALT = "hub.audits.surveys"


def new_token(survey: Survey) -> str:
    """Return what marks one copy of the form: it is counted once, however often it is sent."""
    return signing.dumps([survey.pk, get_random_string(16)], salt=SALT)


def is_fresh(token: str, survey: Survey) -> bool:
    """Tell whether this copy of the form is of this survey and has not been counted; from now it has."""
    try:
        pk, chance = signing.loads(token, salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return pk == survey.pk and cache.add(f"survey-form:{chance}", 1, SECONDS)


class AnswerSurveyForm(PublicForm):
    """One person's answers. `warned`: lines that look as if they held a name; they are sent when that is ticked."""

    token = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, survey: Survey, questions: list[SurveyQuestion], easy: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.survey, self.questions = survey, questions
        self.warned: list[str] = []
        if len(survey.groups) > 1:
            self.fields["year"] = self._choice(
                _("Your year group"), [(str(year), _("Year %(year)s") % {"year": year}) for year in survey.groups]
            )
        for question in questions:
            self.fields[f"q{question.pk}"] = self._field(question, easy=easy)

    def _field(self, question: SurveyQuestion, *, easy: bool) -> forms.Field:
        text = question.said(easy=easy)
        if question.is_open:
            return LineField(
                label=text,
                required=False,
                max_length=OPEN_MOST,
                help_text=_("One line, if you like. No names, addresses or telephone numbers."),
                widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
                error_messages={"max_length": _("This is too long: one line is enough.")},
            )
        return self._choice(text, [(str(place), str(label)) for place, label in enumerate(question.options)])

    def _choice(self, label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
        wrong = _("Choose one of these.")
        return forms.ChoiceField(
            label=label,
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": wrong, "invalid_choice": wrong},
        )

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in super().asked if field.name != "token"]

    @property
    def wants_a_second_look(self) -> bool:
        """Whether a line looks personal and its sender has not said to send it all the same."""
        self.warned = []
        for question in self.questions:
            if question.is_open and (found := looks_personal(self.cleaned_data[f"q{question.pk}"])):
                self.warned.append(str(found))
        return bool(self.warned) and "sure" not in self.data

    @property
    def sent(self) -> Sent:
        """What a valid form says."""
        data = self.cleaned_data
        lines = {question.pk: data[f"q{question.pk}"] for question in self.questions if question.is_open}
        return Sent(
            year=int(data["year"]) if "year" in data else (self.survey.groups or [NO_YEAR])[0],
            closed={each.pk: int(data[f"q{each.pk}"]) for each in self.questions if not each.is_open},
            lines={question: line for question, line in lines.items() if line},
        )
