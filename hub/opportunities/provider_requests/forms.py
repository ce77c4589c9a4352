"""What a provider is asked on the public page, and the two answers a school may give."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.core.dates.fields import DayField, TimeField
from hub.core.forms import Cleaned
from hub.core.public_forms import LineField, PublicDayField, PublicForm
from hub.opportunities.provider_requests.grounds import grounds_of
from hub.opportunities.provider_requests.models import WORDS, ProviderKind, ProviderRequest
from hub.schools.duties.subject import FOUR_THINGS
from hub.schools.provider_access.models import YEARS, ProviderAccessPage
from hub.schools.provider_access.services import AgreedMeeting, meeting_problems
from hub.schools.validators import validate_telephone

WISHES = ("wish_1", "wish_2", "wish_3")
# Asked for longer ahead than this, a school has no timetable to look at.
LONGEST_AHEAD = datetime.timedelta(days=550)


def years_field() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which year groups?"),
        choices=YEARS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one year group.")},
    )


class AskForm(PublicForm):
    """A provider's request. `taught`: the years the school teaches, None where that is not known."""

    institution = LineField(label=gettext_lazy("Your college, training provider or other institution"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("What kind of provider?"), choices=ProviderKind.choices)
    technical = forms.BooleanField(label=gettext_lazy("We offer approved technical qualifications"), required=False)
    apprenticeships = forms.BooleanField(label=gettext_lazy("We offer apprenticeships"), required=False)
    years = years_field()
    what = forms.CharField(
        label=gettext_lazy("What would you tell pupils?"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("What you offer, where it leads, and what learning with you is like. No pupil’s name."),
    )
    wish_1 = PublicDayField(label=gettext_lazy("A day that suits you"))
    wish_2 = PublicDayField(label=gettext_lazy("Another day"), required=False)
    wish_3 = PublicDayField(label=gettext_lazy("A third day"), required=False)
    name = LineField(label=gettext_lazy("Your name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("Your email at work"),
        help_text=gettext_lazy("For the answer to this request only. The school sees it, nobody else does."),
    )
    telephone = forms.CharField(
        label=gettext_lazy("Telephone, if you like"), max_length=32, required=False, validators=[validate_telephone]
    )

    def __init__(self, *args: Any, taught: frozenset[int] | None, on: datetime.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.on = on
        if taught is not None:
            _offer(self, "years", [each for each in YEARS if each[0] in taught])

    def clean(self) -> Cleaned:
        cleaned = super().clean() or self.cleaned_data
        for name in WISHES:
            day = cleaned.get(name)
            if day and day < self.on:
                self.add_error(name, _("This day is past."))
            elif day and day > self.on + LONGEST_AHEAD:
                self.add_error(name, _("This is more than a school year ahead. Is the year right?"))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the request."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in (*WISHES, "website")}
        wished = {self.cleaned_data[name] for name in WISHES if self.cleaned_data.get(name)}
        return {**given, "wished": [day.isoformat() for day in sorted(wished)]}


def _offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def words_field(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("What you write to them"),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
    )


class AcceptForm(forms.Form):
    """A yes, with the day: what becomes a meeting in the draft of the page."""

    date = DayField(label=gettext_lazy("Day of the meeting"))
    starts = TimeField(label=gettext_lazy("From"), required=False)
    ends = TimeField(label=gettext_lazy("To"), required=False)
    years = years_field()
    covers = forms.MultipleChoiceField(
        label=gettext_lazy("You ask the provider for"),
        choices=list(FOUR_THINGS.items()),
        initial=list(FOUR_THINGS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = words_field(gettext_lazy("Where to come to, whom to ask for. Mailed to the provider. No pupil’s name."))

    def __init__(self, data: Any = None, *, asked: ProviderRequest, page: ProviderAccessPage | None, on: datetime.date):
        days = [day for day in asked.wished_days if day >= on]
        begins = {"years": asked.years, "date": days[0] if days else None, "covers": list(FOUR_THINGS)}
        super().__init__(data, initial=begins, prefix="accept")
        self.asked, self.page, self.on = asked, page, on

    def clean(self) -> Cleaned:
        cleaned = super().clean() or self.cleaned_data
        if self.page is not None and not self.errors:
            for name, problem in meeting_problems(self.page, self.meeting, on=self.on).items():
                self.add_error(name, str(problem))
        return cleaned

    @property
    def meeting(self) -> AgreedMeeting:
        """What was agreed, as the page's own room takes it."""
        said = self.cleaned_data
        return AgreedMeeting(
            date=said["date"],
            starts=said.get("starts"),
            ends=said.get("ends"),
            years=tuple(said.get("years") or ()),
            provider=self.asked.institution,
            technical=self.asked.technical,
            apprenticeships=self.asked.apprenticeships,
            covers=frozenset(said.get("covers") or ()),
        )


class RefuseForm(forms.Form):
    """A no, with one of the grounds that the school's own page publishes."""

    ground = forms.ChoiceField(
        label=gettext_lazy("On which of your published grounds?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the ground: a request is refused on a published one only.")},
    )
    words = words_field(gettext_lazy("What would have to be different next time. It is mailed to the provider."))

    def __init__(self, data: Any = None, *, page: ProviderAccessPage | None):
        super().__init__(data, prefix="refuse")
        published = page is not None and page.live
        self.grounds = grounds_of(page.grounds_for_refusing) if page is not None and published else []
        _offer(self, "ground", [(each, each) for each in self.grounds])
