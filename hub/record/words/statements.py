"""Words of the page `statements`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hub.record.words import Word


def _answered(n: int) -> str:
    return ngettext("You have answered %(n)s statement.", "You have answered %(n)s statements.", n)


WORDS: dict[str, Word] = {
    "where": _("Statements %(first)s to %(last)s of %(all)s"),
    "answered": _answered,
    "undone": _("Undone: “%(statement)s”"),
    "begun_again": _("Your answers are gone from this device."),
    "next": _("Next"),
    "finish": _("Show me where to look"),
}
