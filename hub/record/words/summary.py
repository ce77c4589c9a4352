"""Words of the page `summary`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hub.record.words import Word, cv

WORDS: dict[str, Word] = {
    "from_until": cv.WORDS["from_until"],
    "summary": _("Summary of my record"),
    "experiences": lambda n: ngettext("%(n)s experience", "%(n)s experiences", n),
    "other_kind": _("Other"),
    "hours_by_kind": _("Hours by kind"),
    "what_i_did": _("What I did and learned"),
    "skills": _("Skills, and where I showed them"),
    "next": _("What I will do next"),
}
