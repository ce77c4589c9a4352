"""The forms of an employer: an offer, who offers it, the organisation, and an address to send a link to."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.models import Borough, Sector, Subject, YearGroup
from hub.accounts.fields import normalised
from hub.core.forms import Cleaned
from hub.opportunities.offers.fields import Day, OneLine, Terms, WebAddress, day_problem
from hub.opportunities.offers.kinds import LASTING, Level, OfferKind, Place
from hub.opportunities.offers.models import SHORT_LENGTH, TEXT_LENGTH, Offer
from hub.opportunities.organisations.joining import Named
from hub.opportunities.organisations.models import ABOUT_LENGTH, Organisation

MOST_PUPILS = 400
# A week of work experience is five days of six hours; four weeks are the most that anybody offers at once.
MOST_MINUTES = 7200
AGES = (13, 25)
# What only an offer that lasts for months has.
LASTING_FIELDS = ("length", "level", "minimum_age", "wage", "closing_on", "advert_url")
MANY = ("sectors", "boroughs", "year_groups", "subjects")


def _text(rows: int, length: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "field", "maxlength": length})


def _line(**attrs: object) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "field", **attrs})


def _number(low: int, high: int, label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "field", "inputmode": "numeric", "min": low, "max": high})
    return forms.IntegerField(label=label, required=False, min_value=low, max_value=high, widget=widget)


class OfferForm(forms.Form):
    """An offer by itself, as the employer's own pages edit it. `on` is the day from which dates are judged."""

    kind = forms.ChoiceField(
        label=_("What do you offer?"),
        choices=[("", _("Choose one")), *OfferKind.choices],
        widget=forms.Select(attrs={"class": "field"}),
    )
    title = OneLine(
        label=_("Its title"),
        help_text=_("Such as “A morning behind the scenes of a hotel”."),
        max_length=120,
        widget=_line(),
    )
    what = forms.CharField(
        label=_("What happens?"),
        help_text=_("A few sentences: what pupils see, try and ask. No names of pupils."),
        max_length=TEXT_LENGTH,
        widget=_text(5, TEXT_LENGTH),
    )
    place = forms.ChoiceField(label=_("Where?"), choices=Place.choices, widget=forms.RadioSelect)
    sectors = Terms(
        Sector,
        label=_("Sectors of work"),
        required=True,
        error_messages={"required": _("Tick at least one sector.")},
    )
    boroughs = Terms(Borough, label=_("Boroughs"), help_text=_("None ticked: all of London."))
    year_groups = Terms(YearGroup, label=_("Years"), help_text=_("None ticked: any year."))
    subjects = Terms(Subject, label=_("Subjects"), help_text=_("Where it fits what pupils learn."))
    group_from = _number(1, MOST_PUPILS, _("Fewest pupils"))
    group_to = _number(1, MOST_PUPILS, _("Most pupils"))
    minutes = _number(5, MOST_MINUTES, _("Minutes"))
    from_day = Day(label=_("From"), help_text=_("Leave both empty if schools should ask."))
    to_day = Day(label=_("Until"))
    adjustments = forms.CharField(
        label=_("Adjustments you can make"),
        help_text=_("Step-free access, a quiet room, a shorter day, an interpreter."),
        required=False,
        max_length=SHORT_LENGTH,
        widget=_text(2, SHORT_LENGTH),
    )
    room_needs = forms.CharField(
        label=_("What you need from the school"),
        help_text=_("A screen, tables in groups, a parking space."),
        required=False,
        max_length=SHORT_LENGTH,
        widget=_text(2, SHORT_LENGTH),
    )
    length = OneLine(label=_("How long it lasts"), required=False, max_length=80, widget=_line())
    level = forms.ChoiceField(
        label=_("Level"),
        required=False,
        choices=[("", _("None")), *Level.choices],
        widget=forms.Select(attrs={"class": "field"}),
    )
    minimum_age = _number(*AGES, _("Youngest age"))
    wage = OneLine(
        label=_("Wage"),
        help_text=_("Such as “£8.20 an hour”."),
        required=False,
        max_length=80,
        addresses=True,
        widget=_line(),
    )
    closing_on = Day(label=_("Closing date"))
    advert_url = WebAddress(
        label=_("Address of the advert"),
        help_text=_("The hub links to it and does not copy it."),
        required=False,
        max_length=300,
        widget=forms.URLInput(attrs={"class": "field"}),
    )

    def __init__(self, *args: Any, on: datetime.date, offer: Offer | None = None, **kwargs: Any):
        self.on = on
        self.offer = offer
        if offer is not None:
            kwargs["initial"] = initial_of(offer)
        super().__init__(*args, **kwargs)
        if offer is not None:
            for name in MANY:
                field: Any = self.fields[name]
                field.keep(offer, name)

    @property
    def lasts(self) -> bool:
        """Tell whether the questions about what lasts for months have answers, or something wrong with them."""
        return self["kind"].value() in LASTING or any(name in self.errors for name in LASTING_FIELDS)

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        self._check_days(cleaned)
        low, high = cleaned.get("group_from"), cleaned.get("group_to")
        if low and high and low > high:
            self.add_error("group_to", _("The largest group is smaller than the smallest."))
        if cleaned.get("kind") in LASTING:
            self._check_lasting(cleaned)
        else:
            cleaned |= {"length": "", "level": "", "minimum_age": None, "wage": "", "closing_on": None}
            cleaned["advert_url"] = ""
        return cleaned

    def _check_days(self, cleaned: Cleaned) -> None:
        for name in ("from_day", "to_day", "closing_on"):
            kept = self.offer is not None and cleaned.get(name) == getattr(self.offer, name)
            problem = "" if kept and name == "from_day" else day_problem(cleaned.get(name), on=self.on)
            if problem:
                self.add_error(name, problem)
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if last and not first and "from_day" not in self.errors:
            self.add_error("from_day", _("Give the first day too."))
        if first and not last and "to_day" not in self.errors:
            cleaned["to_day"] = first
        if first and last and first > last:
            self.add_error("to_day", _("The last day is before the first."))

    def _check_lasting(self, cleaned: Cleaned) -> None:
        needed = {"length": _("Say how long it lasts, such as “six months, an hour a fortnight”.")}
        if cleaned["kind"] == OfferKind.APPRENTICESHIP:
            needed["level"] = _("Choose its level.")
            needed["wage"] = _("Say what is paid: young people compare it.")
            needed["closing_on"] = _("Say until when one can apply.")
        for name, message in needed.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)

    def write(self, offer: Offer) -> Offer:
        """Write what was sent into `offer`, which has an organisation, and save it."""
        for name in self.base_fields_of_offer():
            setattr(offer, name, self.cleaned_data[name])
        offer.save()
        for name in MANY:
            getattr(offer, name).set(self.cleaned_data[name])
        return offer

    @staticmethod
    def base_fields_of_offer() -> list[str]:
        """Return the names of the fields that an offer keeps in its own row."""
        return [name for name in OfferForm.base_fields if name not in MANY]


def initial_of(offer: Offer) -> dict[str, object]:
    """Return what a form that edits `offer` begins with."""
    values = {name: getattr(offer, name) for name in OfferForm.base_fields_of_offer()}
    return values | {name: list(getattr(offer, name).all()) for name in MANY}


class NewOfferForm(OfferForm):
    """The one page of somebody who has never been here: an offer, and who offers it."""

    name = OneLine(label=_("Your name"), max_length=120, addresses=True, widget=_line(autocomplete="name"))
    email = forms.EmailField(
        label=_("Your email address at work"),
        help_text=_("We send you a link to confirm. It is never shown on a public page."),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "email"}),
    )
    organisation = OneLine(
        label=_("Your organisation"), max_length=120, addresses=True, widget=_line(autocomplete="organization")
    )
    web = WebAddress(
        label=_("Its website"), required=False, max_length=200, widget=forms.URLInput(attrs={"class": "field"})
    )
    about = forms.CharField(
        label=_("What it does, in a sentence or two"),
        required=False,
        max_length=ABOUT_LENGTH,
        widget=_text(2, ABOUT_LENGTH),
    )
    # Hidden from people; a program that fills every field is recognised by it.
    website = forms.CharField(required=False, max_length=200)

    def clean_email(self) -> str:
        """Return the address as it is stored and compared."""
        return normalised(self.cleaned_data["email"])

    @property
    def named(self) -> Named:
        """Who offers, as they say it themselves."""
        data = self.cleaned_data
        return Named(name=data["name"], organisation=data["organisation"], website=data["web"], about=data["about"])


class ComeInForm(forms.Form):
    """An address to send a link to."""

    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("The one that you gave with your offer."),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "email"}),
    )
    website = forms.CharField(required=False, max_length=200)

    def clean_email(self) -> str:
        """Return the address as it is stored and compared."""
        return normalised(self.cleaned_data["email"])


class OrganisationForm(forms.Form):
    """What an organisation says of itself. The name of one that the hub has checked is the hub's to change."""

    name = OneLine(label=_("Name"), max_length=120, addresses=True, widget=_line())
    web = WebAddress(
        label=_("Website"), required=False, max_length=200, widget=forms.URLInput(attrs={"class": "field"})
    )
    about = forms.CharField(
        label=_("What it does, in a sentence or two"),
        required=False,
        max_length=ABOUT_LENGTH,
        widget=_text(3, ABOUT_LENGTH),
    )
    sectors = Terms(Sector, label=_("Sectors of work"))
    boroughs = Terms(Borough, label=_("Boroughs"))
    online = forms.BooleanField(label=_("Also online"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any):
        self.organisation = organisation
        kwargs["initial"] = {
            "name": organisation.name,
            "web": organisation.website,
            "about": organisation.about,
            "online": organisation.online,
            "sectors": list(organisation.sectors.all()),
            "boroughs": list(organisation.boroughs.all()),
        }
        super().__init__(*args, **kwargs)
        if organisation.is_approved:
            self.fields["name"].disabled = True

    def save(self) -> Organisation:
        """Write what was sent."""
        data, organisation = self.cleaned_data, self.organisation
        organisation.name, organisation.website = data["name"], data["web"]
        organisation.about, organisation.online = data["about"], data["online"]
        organisation.save()
        organisation.sectors.set(data["sectors"])
        organisation.boroughs.set(data["boroughs"])
        return organisation
