"""Which version of a page is the latest, said to the person who is about to put another one over it."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def said_of_version(revision: Any) -> str:
    """Say whose version this is and of when; "" if there is none."""
    if revision is None:
        return ""
    user = revision.user
    return _("%(who)s saved a version on %(when)s.") % {
        "who": (user.get_full_name() or user.get_username()) if user else _("Somebody"),
        "when": date_format(localtime(revision.created_at), "j F Y, H:i"),
    }
