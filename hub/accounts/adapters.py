"""What django-allauth asks of the hub: who may sign in, where they go, what is encrypted, which letters are sent."""

import base64
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hub.core.client_address import address_of

from . import guessing, letters, second_factor
from .backends import HubBackend
from .models import User

_log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; who signs in is let in by HubBackend's rules, whichever way they came."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        if HubBackend().user_can_authenticate(user):
            return None
        clear_login(request)
        messages.error(request, _("This account cannot sign in."))
        return redirect("wagtailadmin_login")

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        response = super().post_login(request, user, **more)
        guessing.remember_device(request, response, user)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **more: Any) -> None:
        letters.tell_of_change(user, template_prefix)


class SecondFactorAdapter(DefaultMFAAdapter):
    """What belongs to the second factor: its name, and how its secrets are kept."""

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %d") % number

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not second_factor.is_last_needed(authenticator)

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Written under a SECRET_KEY that is gone. A new secret, which nobody knows, takes no code.
            _log.error("a second factor cannot be read with this SECRET_KEY: put the old one into SECRET_KEY_FALLBACKS")
            return generate_totp_secret()


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    digest = salted_hmac("hub.accounts.second_factor", "key", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
