"""Form fields of offers: what people type on a telephone, refused in words that say what to write instead."""

import datetime
import re
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curriculum.models import Term
from hub.core.dates.fields import DayField
from resources.link_checks.asking import refusal

# What a mail program would make a link of.
_ADDRESS = re.compile(r"://|@|\w\.\w{2,}")
# Days further away than this are a slip of the finger.
DAYS_AHEAD = 730


class OneLine(forms.CharField):
    """A line of text: no line break, which could begin another header of a mail, and no address."""

    def __init__(self, *, addresses: bool = False, **kwargs: Any):
        self.addresses = addresses
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if any(not char.isprintable() for char in text):
            raise forms.ValidationError(_("Write this on one line."), code="lines")
        if not self.addresses and _ADDRESS.search(text):
            raise forms.ValidationError(_("No web or mail address here, please."), code="address")
        return text


class WebAddress(forms.URLField):
    """An address that everybody can open. One without a scheme is taken as https."""

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if address and (not address.startswith(("https://", "http://")) or refusal(_secure(address))):
            raise forms.ValidationError(
                _("Nobody outside can open this address. Copy it from your browser."), code="address"
            )
        return address


def _secure(address: str) -> str:
    # An http address is as good to a reader; only what is asked by the hub itself must be https.
    return "https://" + address.removeprefix("http://") if address.startswith("http://") else address


class Day(DayField):
    """A day to come, from the telephone's own picker or typed in any usual way."""

    widget = forms.DateInput

    def __init__(self, **kwargs: Any):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "field"})
        super().__init__(**{"required": False, "widget": widget, **kwargs})


def day_problem(day: datetime.date | None, *, on: datetime.date) -> str:
    """Return what is wrong with a day that something is offered for; nothing if it may stand."""
    if day is None:
        return ""
    if day < on:
        return str(_("This day has passed."))
    return str(_("This is more than two years away.")) if (day - on).days > DAYS_AHEAD else ""


class Terms(forms.ModelMultipleChoiceField):
    """Terms of a vocabulary as boxes to tick."""

    def __init__(self, model: type[Term], **kwargs: Any):
        self.terms = model
        super().__init__(
            model._default_manager.current(), widget=forms.CheckboxSelectMultiple, **{"required": False, **kwargs}
        )

    def keep(self, offer: models.Model, name: str) -> None:
        """Have retired terms among the boxes too, where an offer has them in the field `name`."""
        chosen = getattr(offer, name).values("pk")
        self.queryset = self.terms._default_manager.filter(Q(retired=False) | Q(pk__in=chosen))
