"""The base class of pages that can begin as a Word document."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from hub.schools.microsites.school_owned import SchoolOwnedPage
from hub.schools.word.blocks import UnplacedBlock

# What no translation has of its own.
FROM_WORD = ("unplaced", "original")


class FromWordPage(SchoolOwnedPage):
    """A school's page with the Word document that it was taken from, and what of that was placed nowhere."""

    # Among no other field's text, so that no code that shows, judges, indexes or archives those can show this.
    unplaced = StreamField(
        UnplacedBlock(),
        verbose_name=_("not placed yet"),
        blank=True,
        help_text=_("From the Word document, never shown to the public: move what the page needs, delete the rest."),
    )
    original = models.ForeignKey(
        "media.HubDocument",
        verbose_name=_("Word document it was taken from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )

    class Meta:
        abstract = True
