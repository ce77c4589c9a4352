"""The form in which the hub's staff type a hostname."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hub.schools.hosts.hostname import Hostname, NotAHostname


class HostForm(forms.Form):
    """A hostname as somebody types it."""

    hostname = forms.CharField(
        label=_("Hostname"),
        max_length=300,
        help_text=_("The name alone, such as careers.example.sch.uk. It leads here once its DNS record does."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_hostname(self) -> Hostname:
        """Return the name, read; or say what to type instead."""
        try:
            return Hostname.read(self.cleaned_data["hostname"])
        except NotAHostname as error:
            raise ValidationError(str(error)) from error
