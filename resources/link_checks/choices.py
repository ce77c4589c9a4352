"""What a check of a link can find, and the words for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What the last check of a link found."""

    FINE = "fine", _("Answers")
    MOVED = "moved", _("Has moved")
    LATER = "later", _("Asks to come later")
    BARRED = "barred", _("Could not be checked")
    GONE = "gone", _("The page is gone")
    NOT_THERE = "not-there", _("The page says “not found”")
    ERROR = "error", _("The site has an error")
    NO_ANSWER = "no-answer", _("No answer")
    CERTIFICATE = "certificate", _("The site's certificate is not valid")
    CIRCLE = "circle", _("Leads round in a circle")
    NOT_HTTPS = "not-https", _("Not https")
    REFUSED = "refused", _("Not asked")


# A reader gets what the link promises.
WELL = (Outcome.FINE, Outcome.MOVED)
# A reader gets nothing: three of these in a row, and the link counts as dead.
FAILED = (
    Outcome.GONE,
    Outcome.NOT_THERE,
    Outcome.ERROR,
    Outcome.NO_ANSWER,
    Outcome.CERTIFICATE,
    Outcome.CIRCLE,
)
# So many failures in a row make a link dead.
DEAD_AFTER = 3
# Stored as the detail of a check in which nobody at all answered: the hub itself may be cut off.
UNHEARD = "nobody-answers"
