"""A new address for one's own account: asked for with the password, confirmed by a link mailed to the new address.

The old address is told when the change is asked for, while its owner can still stop it, and when it is made.
"""

import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.log_actions import log

from .models import User

LINK_HOURS = 24
SALT = "hub.accounts.change_address"
_log = logging.getLogger(__name__)


class NotSent(Exception):
    """The mail server did not take the letter."""


@dataclass(frozen=True)
class Change:
    """Whose address becomes which."""

    user: User
    address: str


def token_for(user: User, address: str) -> str:
    """Return what the link carries. It is spent once the account has another address or another password."""
    return signing.dumps({"user": user.pk, "from": user.email, "to": address, "state": _state(user)}, salt=SALT)


def change_of(token: str, user: User) -> Change | None:
    """Return the change that a link asks for; None for one that is forged, old, spent or another person's."""
    try:
        asked = signing.loads(token, salt=SALT, max_age=LINK_HOURS * 3600)
    except signing.BadSignature:
        return None
    if (asked["user"], asked["from"], asked["state"]) != (user.pk, user.email, _state(user)):
        return None
    return Change(user, asked["to"])


def _state(user: User) -> str:
    # Changes with the password, and tells nothing about it.
    return user.get_session_auth_hash()[:16]


def ask(user: User, address: str) -> None:
    """Mail the link to the new address, then tell the old one.

    Raises:
        NotSent: when the link could not be mailed; nothing has changed then.
    """
    path = reverse("accounts_confirm_address", args=[token_for(user, address)])
    context = {"user": user, "address": address, "hours": LINK_HOURS, "link": f"{get_admin_base_url() or ''}{path}"}
    _send("confirm", address, context)
    _tell("asked", user.email, context)


def make(change: Change) -> bool:
    """Give the account its new address and tell the old one; False if somebody else has come to hold it."""
    user, old = change.user, change.user.email
    user.email = change.address
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
            log(user, "wagtail.edit", user=user)
    except IntegrityError:
        user.email = old
        return False
    _tell("changed", old, {"user": user, "address": user.email})
    return True


def _tell(letter: str, address: str, context: dict[str, Any]) -> None:
    """Send a letter that nothing waits for: one that cannot be sent is noted."""
    try:
        _send(letter, address, context)
    except NotSent:
        _log.warning("account %s: the letter '%s' to its old address was not sent", context["user"].pk, letter)


def _send(letter: str, address: str, context: dict[str, Any]) -> None:
    subjects = {
        "confirm": _("Confirm your new address"),
        "asked": _("A new address was asked for"),
        "changed": _("Your address was changed"),
    }
    text = render_to_string(f"accounts/mail/{letter}.txt", {**context, "hub": settings.WAGTAIL_SITE_NAME})
    try:
        send_mail(f"{settings.WAGTAIL_SITE_NAME}: {subjects[letter]}", text, None, [address])
    except OSError as error:
        raise NotSent(str(error)) from error
