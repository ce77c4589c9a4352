"""Slows down whoever guesses passwords, without ever keeping an account's owner out.

The wait is on the pair of account and network: a stranger elsewhere makes only the stranger wait. An account that is
tried from many networks allows each of them fewer tries, never none. A network that tries many accounts waits as a
whole, but for browsers that have signed in to the account before.
"""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import ngettext

from hub.core import waiting
from hub.core.client_address import address_of, network_of

from .fields import normalised
from .models import User

HOUR, DAY = 3600, 86400
PAIR = waiting.Limit(free=5, first=15, longest=900, remembered=DAY)
PAIR_UNDER_ATTACK = waiting.Limit(free=1, first=60, longest=900, remembered=DAY)
NETWORK = waiting.Limit(free=60, first=15, longest=900, remembered=HOUR)
# This many wrong passwords from anywhere within an hour, and the account counts as tried by strangers.
ATTACKED = 20
# From anywhere, in a day: a hundred tries or so at a code of six digits.
CODES = waiting.Limit(free=20, first=60, longest=900, remembered=DAY)
RESET = waiting.Limit(free=3, first=300, longest=HOUR, remembered=DAY)
RESET_NETWORK = waiting.Limit(free=20, first=60, longest=HOUR, remembered=HOUR)

DEVICE = "hub_device"
DEVICE_DAYS = 180
DEVICES_MOST = 8
_log = logging.getLogger(__name__)


def before_password(request: HttpRequest, address: str) -> int:
    """Count a try to sign in; return 0 if the password may be looked at, else the seconds to wait."""
    account, network = normalised(address), network_of(address_of(request))
    known = knows(request, account)
    attacked = not known and waiting.attempts(f"sign-in account {account}") >= ATTACKED
    seconds = waiting.attempt(_pair(account, network), PAIR_UNDER_ATTACK if attacked else PAIR)
    return seconds or (0 if known else waiting.attempt(f"sign-in network {network}", NETWORK))


def after_password(request: HttpRequest, address: str, *, right: bool) -> None:
    """Take note of whether the password was right."""
    account, network = normalised(address), network_of(address_of(request))
    if right:
        waiting.forget(_pair(account, network))
        waiting.give_back(f"sign-in network {network}")  # a staff room signs in as one network
    else:
        waiting.note(f"sign-in account {account}", seconds=HOUR)


def before_code(request: HttpRequest, user: User) -> int:
    """Count a try at the second factor's code; return 0 if the code may be looked at, else the seconds to wait.

    Who gets here knows the password, so the account is counted as well, wherever the tries come from: a million codes
    are soon tried from many networks. A browser that has signed in to the account before does not wait for these.
    """
    seconds = waiting.attempt(_code_pair(request, user), PAIR)
    return seconds or (0 if knows(request, user.email) else waiting.attempt(f"code account {user.pk}", CODES))


def after_code(request: HttpRequest, user: User, *, right: bool) -> None:
    """Take note of whether the code was right; a wrong one is logged, without what was typed."""
    if right:
        waiting.forget(_code_pair(request, user))
        waiting.give_back(f"code account {user.pk}")
    else:
        _log.warning("second factor wrong: account %s, network %s", user.pk, waiting.mark(_network(request)))


def before_reset(request: HttpRequest, address: str) -> int:
    """Count a wish for a reset mail; return 0 if it may be sent, else the seconds to wait.

    Counted by address wherever it comes from: the mails go to the owner, who has those of the stranger.
    """
    network = network_of(address_of(request))
    seconds = waiting.attempt(f"reset network {network}", RESET_NETWORK)
    return seconds or waiting.attempt(f"reset account {normalised(address)}", RESET)


def log_failure(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any) -> None:
    """Write a line about a failed sign-in: the number of the account, a sign for the network, no word that was typed.

    Whoever types a password into the field for the address must not find it in a log.
    """
    found = User.objects.filter(email=str(credentials.get("username") or "")).values_list("pk", flat=True).first()
    account = f"account {found}" if found else "no such account"
    network = waiting.mark(network_of(address_of(request))) if request else "none"
    waits = getattr(request, "sign_in_wait", 0)
    outcome = f"refused, to wait {waits} s" if waits else "failed"
    _log.warning("sign-in %s: %s, network %s", outcome, account, network)


def in_words(seconds: int) -> str:
    """Return a wait as people say it."""
    if seconds < 60:
        return ngettext("%d second", "%d seconds", seconds) % seconds
    minutes = -(-seconds // 60)
    return ngettext("%d minute", "%d minutes", minutes) % minutes


def knows(request: HttpRequest, account: str) -> bool:
    """Tell whether this browser has signed in to the account, since its password was last changed."""
    signs = _signs(request)
    if not signs:
        return False
    user = User.objects.filter(email=account).first()
    return user is not None and any(constant_time_compare(sign, _sign(user)) for sign in signs)


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Have the browser remember that this account's owner uses it: a signed cookie for the admin alone."""
    signs = [_sign(user), *(sign for sign in _signs(request) if sign != _sign(user))][:DEVICES_MOST]
    response.set_signed_cookie(
        DEVICE,
        ".".join(signs),
        salt=DEVICE,
        max_age=DEVICE_DAYS * DAY,
        path="/admin/",
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _signs(request: HttpRequest) -> list[str]:
    # A forged or old one reads as the default.
    value = request.get_signed_cookie(DEVICE, default="", salt=DEVICE, max_age=DEVICE_DAYS * DAY)
    return [sign for sign in (value or "").split(".") if sign]


def _sign(user: User) -> str:
    return salted_hmac("hub.device", f"{user.pk} {user.password}").hexdigest()[:32]


def _code_pair(request: HttpRequest, user: User) -> str:
    return f"code {user.pk} from {_network(request)}"


def _network(request: HttpRequest) -> str:
    return network_of(address_of(request))


def _pair(account: str, network: str) -> str:
    return f"sign-in {account} from {network}"
