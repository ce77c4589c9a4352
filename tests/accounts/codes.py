"""What somebody with an app on their phone, or with recovery codes, does."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User

PERIOD = 30


def code_of(secret: str, *, later: int = 0) -> str:
    """Return what the app shows now, or some periods later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + later))


def with_app(user: User) -> str:
    """Give somebody an app; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def with_recovery_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def set_up(client: Client) -> tuple[str, list[str]]:
    """Set up an app through the pages, as somebody who has just signed in; return its secret and the codes shown."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'hub-secret">\s*([A-Z2-7]+)\s*<', page)
    assert found, page
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(found[1])}, follow=True)
    return found[1], re.findall(r"<code>(\d+)</code>", answer.content.decode())


def kinds(user: User) -> set[str]:
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
