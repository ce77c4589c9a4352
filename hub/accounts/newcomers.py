"""Somebody for whom a provider vouches and who has no account here yet.

The provider's word makes no account: a room above says whether anybody here waits for that address, and where it lets
them in. What the provider said is held in the session for a quarter of an hour, and nowhere else.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest

from .fields import normalised
from .models import User

HELD, HELD_FOR = "vouched_for", 15 * 60

# Takes an address that a provider has verified; returns where its owner may come in, or "" if nobody waits for them.
Way = Callable[[str], str]
_ways: list[Way] = []


def register_way(way: Way) -> None:
    """Let in by `way(address)` who has no account yet. Called from AppConfig.ready()."""
    if way not in _ways:
        _ways.append(way)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Whom a provider vouched for, and when."""

    provider: str
    uid: str
    address: str
    first_name: str
    last_name: str
    at: float


def verified_address(login: SocialLogin) -> str:
    """Return the address that the provider says is this person's and that it has verified; "" if there is none."""
    return next((normalised(each.email) for each in login.email_addresses if each.verified), "")


def way_in(request: HttpRequest, login: SocialLogin) -> str:
    """Return where somebody without an account may come in, and hold what the provider said of them; or ""."""
    address = verified_address(login)
    if not address or request.user.is_authenticated or User.objects.filter(email=address).exists():
        return ""
    found = next((where for way in _ways if (where := way(address))), "")
    if found:
        of = login.user
        newcomer = Newcomer(
            login.account.provider, login.account.uid, address, of.first_name[:150], of.last_name[:150], time.time()
        )
        request.session[HELD] = asdict(newcomer)
        request.session.set_expiry(0)
    return found


def newcomer_of(request: HttpRequest) -> Newcomer | None:
    """Return whom a provider has just vouched for in this session; None if nobody, or too long ago."""
    held = request.session.get(HELD)
    if not held or time.time() - held["at"] > HELD_FOR:
        return None
    return Newcomer(**held)


def connect(person: User, newcomer: Newcomer, request: HttpRequest) -> None:
    """Have an account be signed in by the provider that vouched for its owner."""
    SocialAccount.objects.create(user=person, provider=newcomer.provider, uid=newcomer.uid)
    request.session.pop(HELD, None)
