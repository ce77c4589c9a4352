"""Letters to somebody whose way of signing in has changed: if it was not them, they should know at once."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_admin_base_url

from .models import User

# By the end of the name that allauth gives a letter; the last is ours.
CHANGES = {
    "totp_activated": gettext_lazy("An app on a telephone was set up as its second factor."),
    "totp_deactivated": gettext_lazy("The app on a telephone is no longer its second factor."),
    "webauthn_added": gettext_lazy("A passkey was added to it."),
    "webauthn_removed": gettext_lazy("A passkey was removed from it."),
    "account_connected": gettext_lazy("An account elsewhere was connected to it, and signs in to it."),
    "account_disconnected": gettext_lazy("An account elsewhere no longer signs in to it."),
    "recovery_codes_generated": gettext_lazy("It got new recovery codes. The old ones do not work any more."),
    "taken_off": gettext_lazy("An administrator took its second factor off, passkeys and recovery codes too."),
}
_log = logging.getLogger(__name__)


def tell_of_change(user: User, change: str) -> None:
    """Mail a person what has changed; one that cannot be sent is noted, and nothing waits for it."""
    said = CHANGES.get(change.rpartition("/")[2])
    if said is None:
        return
    context = {"hub": settings.WAGTAIL_SITE_NAME, "change": said, "base": get_admin_base_url() or ""}
    subject = _("How you sign in has changed")
    try:
        text = render_to_string("accounts/mail/sign_in_changed.txt", context)
        send_mail(f"{settings.WAGTAIL_SITE_NAME}: {subject}", text, None, [user.email])
    except OSError:
        _log.warning("account %s: the letter about how it signs in was not sent", user.pk)
