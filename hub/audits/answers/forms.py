"""Forms of an audit: which one to begin, one answer, and all answers of a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.audits.answers.models import Answer, Audit
from hub.audits.questions.models import AuditTemplate
from hub.publication.dates import AcademicYear


class BeginForm(forms.Form):
    """Which template, and for which school year: this one or the last."""

    template = forms.ModelChoiceField(
        label=gettext_lazy("Questions"), queryset=AuditTemplate.objects.filter(is_offered=True), empty_label=None
    )
    year = forms.ChoiceField(label=gettext_lazy("School year"))

    def __init__(self, *args: Any, year: AcademicYear, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (str(each), str(each)) for each in (year, year.previous)
        ]

    @property
    def chosen_year(self) -> AcademicYear:
        return AcademicYear.parse(self.cleaned_data["year"])


class AnswerForm(forms.ModelForm):
    """One answer: a state, words and an address. Never a pupil's name, and the form says so."""

    link = forms.URLField(
        required=False,
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={"invalid": gettext_lazy("Write a whole address, with https:// before it.")},
    )

    class Meta:
        model = Answer
        fields = ["state", "words", "link"]
        widgets = {"state": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = Answer.State.choices  # type: ignore[attr-defined]
        self.fields["state"].error_messages["invalid_choice"] = _("Choose one of these.")


class SeenForm(forms.Form):
    """Which version of the audit the person has before them."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class AnswersForm:
    """All answers of an audit on one page; each form is made from the audit's own answer, so no posted key counts."""

    def __init__(self, audit: Audit, answers: Iterable[Answer], data: Any = None):
        self.audit = audit
        self.seen = SeenForm(data, initial={"seen": audit.saves})
        self.forms = [AnswerForm(data, instance=answer, prefix=f"answer-{answer.pk}") for answer in answers]
        self.moved = False

    def is_valid(self) -> bool:
        """Tell whether every answer can be saved."""
        return self.seen.is_valid() and not self.wrong

    @property
    def changed(self) -> list[Answer]:
        """The answers that differ from what is stored."""
        return [form.instance for form in self.forms if form.has_changed()]

    @property
    def wrong(self) -> list[AnswerForm]:
        """The answers with something wrong in them."""
        return [form for form in self.forms if form.errors]

    def ask_again(self, audit: Audit) -> None:
        """Keep what was typed, and let it be saved over the version that is stored now."""
        self.moved = True
        self.seen = SeenForm(initial={"seen": audit.saves})
