"""The form that chooses the schools to which a contact is offered."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from hub.schools.models import School


class OfferContactForm(forms.Form):
    """Some of `schools`: fellow members that the contact is not shared with yet. Another school is no choice."""

    schools = forms.ModelMultipleChoiceField(
        School.objects.none(), label=gettext_lazy("Offer to"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen = self.fields["schools"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)
        chosen.queryset = schools
