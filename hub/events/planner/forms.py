"""Forms of a careers day: its times, lists as lines, a workshop, and which version of the day was seen."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.core.dates.fields import DayField, TimeField, read_typed
from hub.core.forms import Cleaned
from hub.core.public_forms import LineField, one_line
from hub.core.visitors import Asked
from hub.events.planner.lines import Unread, class_line, lines_text, read_lines, room_line, wish_line
from hub.events.planner.models import (
    CLASSES_MOST,
    LINES_MOST,
    ROOMS_MOST,
    CareersDay,
    Workshop,
    year_label,
)
from hub.events.planner.selectors import Whole, slots_of
from hub.events.planner.times import Span, within

BREAKS_MOST = 6
QUESTIONS_MOST = 3
QUESTION_LETTERS = 120
SEEN = "seen"


class SeenForm(forms.Form):
    """Which version of the day the person has before them."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, day: CareersDay):
        super().__init__(data, initial={SEEN: day.saves})


class BreaksField(forms.CharField):
    """Breaks, one in a line: "10:30 to 10:45"; read as pairs of times as they are stored."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(" to ".join(pair) for pair in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[list[str]]:
        lines = [text for line in str(super().clean(value)).splitlines() if (text := one_line(line))]
        if len(lines) > BREAKS_MOST:
            raise forms.ValidationError(_("Give at most %(n)s breaks.") % {"n": BREAKS_MOST})
        return [[time.isoformat("minutes") for time in self._pair(line)] for line in lines]

    def _pair(self, line: str) -> Span:
        first, to, last = line.replace("–", " to ").replace("-", " to ").partition(" to ")
        if not to:
            text = _("“%(line)s” is no break. Write it as 10:30 to 10:45.")
            raise forms.ValidationError(text % {"line": line[:40]})
        pair = read_typed("time", first), read_typed("time", last)
        if pair[0] >= pair[1]:
            raise forms.ValidationError(_("“%(line)s” ends before it begins.") % {"line": line[:40]})
        return pair


class DayForm(forms.ModelForm):
    """What the day is called, when it is, and how its time is cut."""

    breaks = BreaksField(
        label=gettext_lazy("Breaks"),
        required=False,
        help_text=gettext_lazy("One in a line, such as 10:30 to 10:45. No workshop runs across a break."),
    )

    class Meta:
        model = CareersDay
        fields = ["title", "date", "starts", "ends", "minutes", "between", "breaks", "each", "guests"]
        field_classes = {"title": LineField, "date": DayField, "starts": TimeField, "ends": TimeField}
        widgets = {"date": DayField.widget, "starts": TimeField.widget, "ends": TimeField.widget}

    def clean(self) -> Cleaned:
        cleaned = super().clean() or self.cleaned_data
        starts, ends, minutes = (cleaned.get(name) for name in ("starts", "ends", "minutes"))
        if starts and ends and starts >= ends:
            self.add_error("ends", _("The day ends before it begins."))
        elif starts and ends and minutes and not self.errors:
            day = CareersDay(**{name: cleaned[name] for name in ("starts", "ends", "minutes", "between", "breaks")})
            if not slots_of(day):
                self.add_error("minutes", _("No workshop of this length fits between these times and breaks."))
        return cleaned


class LinesField(forms.CharField):
    """A list that is typed or pasted; its value is its rows."""

    widget = forms.Textarea(attrs={"rows": 12, "spellcheck": "false"})

    def __init__(self, *, read: Callable[[list[str]], Any], most: int, **kwargs: Any):
        super().__init__(required=False, max_length=20_000, strip=False, **kwargs)
        self.read, self.most = read, most

    def clean(self, value: Any) -> Any:
        try:
            return read_lines(str(super().clean(value)), self.read, most=self.most)
        except Unread as error:
            raise forms.ValidationError(error.problems) from error


class WishesForm(forms.Form):
    """What children want to hear about."""

    wishes = LinesField(
        label=gettext_lazy("What children want to hear about"),
        read=wish_line,
        most=LINES_MOST,
        help_text=gettext_lazy(
            "One topic in a line: topic, how many children, and the year group if you asked by year. "
            "Such as: Flying a plane, 14, Year 4. You can paste it from a spreadsheet. Never a child’s name."
        ),
    )

    def __init__(self, data: Any = None, *, whole: Whole, chosen: Asked | None = None):
        stored = [(each.topic, each.n, each.year) for each in whole.wishes]
        counts = chosen.counts if chosen else stored
        rows = [(topic, n, "Reception" if year == 0 else year) for topic, n, year in counts]
        super().__init__(data, initial={"wishes": lines_text(rows)})


class ClassesForm(forms.Form):
    """The classes that take part, and the rooms."""

    classes = LinesField(
        label=gettext_lazy("Classes"),
        read=class_line,
        most=CLASSES_MOST,
        help_text=gettext_lazy(
            "One class in a line: name, year group, pupils. Such as: 4B, 4, 28. The year may be left out where the "
            "name says it. You can paste it from a spreadsheet. Never a pupil’s name."
        ),
    )
    rooms = LinesField(
        label=gettext_lazy("Rooms"),
        read=room_line,
        most=ROOMS_MOST,
        help_text=gettext_lazy(
            "One room in a line: name, people it holds. Such as: Hall, 120. Leave it empty if visitors come to the "
            "classrooms."
        ),
    )

    def __init__(self, data: Any = None, *, whole: Whole):
        classes = [(each.name, each.year or "Reception", each.pupils) for each in whole.classes]
        rooms = [(each.name, each.capacity) for each in whole.rooms]
        super().__init__(data, initial={"classes": lines_text(classes), "rooms": lines_text(rooms)})


class WorkshopForm(forms.ModelForm):
    """A workshop and its visitor."""

    topic = forms.ChoiceField(label=gettext_lazy("What children asked for that it answers"), required=False)
    years = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Year groups it is for"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: it is for all."),
    )
    link = forms.URLField(
        label=gettext_lazy("The visit or offer it comes from"),
        required=False,
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={"invalid": gettext_lazy("Write a whole address, with https:// before it.")},
        help_text=gettext_lazy("An address of this hub, if you want to find it again."),
    )

    class Meta:
        model = Workshop
        fields = ["title", "topic", "organisation", "years", "there_from", "there_until", "runs", "questions", "link"]
        field_classes = {
            "title": LineField,
            "organisation": LineField,
            "there_from": TimeField,
            "there_until": TimeField,
        }
        widgets = {
            "there_from": TimeField.widget,
            "there_until": TimeField.widget,
            "questions": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.whole = whole
        years = sorted({each.year for each in whole.classes} | set(self.instance.years))
        self.fields["years"].choices = [(year, year_label(year)) for year in years]  # type: ignore[attr-defined]
        topics = dict.fromkeys([*whole.topics, *filter(None, [self.instance.topic])])
        self.fields["topic"].choices = [("", _("None of them")), *((each, each) for each in topics)]  # type: ignore[attr-defined]

    def clean_questions(self) -> str:
        questions = [text for line in self.cleaned_data["questions"].splitlines() if (text := one_line(line))]
        if len(questions) > QUESTIONS_MOST:
            raise forms.ValidationError(_("Write at most three questions."))
        if any(len(each) > QUESTION_LETTERS for each in questions):
            raise forms.ValidationError(_("Keep each question below %(n)s letters.") % {"n": QUESTION_LETTERS})
        return "\n".join(questions)

    def clean(self) -> Cleaned:
        cleaned = super().clean() or self.cleaned_data
        first: datetime.time | None = cleaned.get("there_from")
        last: datetime.time | None = cleaned.get("there_until")
        if first and last and first >= last:
            self.add_error("there_until", _("The visitor leaves before coming."))
        elif (first or last) and not within(self.whole.slots, first=first, last=last):
            self.add_error("there_until", _("No time of the day lies within these: see the times in step 3."))
        return cleaned


class SwapForm(forms.Form):
    """Two classes that exchange what they do at one time."""

    one = forms.TypedChoiceField(label=gettext_lazy("This class"), coerce=int)
    other = forms.TypedChoiceField(label=gettext_lazy("with this class"), coerce=int)
    slot = forms.TypedChoiceField(label=gettext_lazy("at"), coerce=int)

    def __init__(self, data: Any = None, *, whole: Whole):
        super().__init__(data, prefix="swap")
        classes: Sequence[tuple[int, str]] = [(each.pk, each.name) for each in whole.classes]
        self.fields["one"].choices = self.fields["other"].choices = classes  # type: ignore[attr-defined]
        self.fields["slot"].choices = [(each.number, str(each)) for each in whole.slots]  # type: ignore[attr-defined]

    def clean(self) -> Cleaned:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("one") and cleaned.get("one") == cleaned.get("other"):
            self.add_error("other", _("Choose two different classes."))
        return cleaned
