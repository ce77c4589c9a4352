"""Letters that have not left yet, and the addresses that want no letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.accounts.fields import AddressField
from hub.core.personal_data import PersonalData


class UnsentLetter(models.Model):
    """A letter from the moment in which what it tells is committed until the mail server has taken it.

    It is written with what it tells, so that none is lost, and deleted when it has left. After the last attempt it
    stays for the hub's staff to see (`given_up_at`), and goes some weeks later.
    """

    personal_data = PersonalData(
        ("to", "text"),
        why=_("So that a letter is tried again when the mail server did not take it."),
        how_long=_("Until it has left; a month if it could not be sent."),
    )

    key = models.CharField(max_length=200, unique=True)
    to = AddressField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField()
    headers = models.JSONField(default=dict)
    # As [name, content, type].
    files = models.JSONField(default=list)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("tried again"), db_index=True)
    problem = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("letter not sent")
        verbose_name_plural = _("letters not sent")

    def __str__(self) -> str:
        return self.subject


class NoLetters(models.Model):
    """An address whose owner wants no letters but links they ask for and what concerns an agreed visit."""

    personal_data = PersonalData(
        ("email",),
        why=_("So that nobody writes to an address that wants no letters."),
        how_long=_("Until its owner wants letters again."),
    )
    email = AddressField(_("email address"), unique=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("address that wants no letters")
        verbose_name_plural = _("addresses that want no letters")

    def __str__(self) -> str:
        return self.email
