"""Where somebody is signed in: a row of allauth's for each session, of which the hub keeps little."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from .models import User

BACKEND = "hub.accounts.backends.HubBackend"
# What stands in a row for the address of the network, which is not kept.
NOWHERE = "0.0.0.0"
# The first whose sign the browser gives of itself: most give those of others as well.
BROWSERS = [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox")]
BROWSERS += [("FxiOS", "Firefox"), ("Chrom", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari")]
MACHINES = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS")]
MACHINES += [("Windows", "Windows"), ("Mac", "Mac"), ("Linux", "Linux")]


def device_of(user_agent: str) -> str:
    """Return the kind of browser and of machine, in place of the long line that tells nearly everybody apart."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    machine = next((name for sign, name in MACHINES if sign in user_agent), "")
    return ", ".join(part for part in (browser, machine) if part)


def keep_little(sender: object, instance: UserSession, **more: Any) -> None:
    """Take out of a row what is not needed to know one's own devices (a receiver of `pre_save`)."""
    instance.ip, instance.user_agent = NOWHERE, device_of(instance.user_agent)


def sign_in(request: HttpRequest, person: User) -> None:
    """Sign in somebody who has just been let in by other means than the sign-in page, such as an invitation."""
    login(request, person, backend=BACKEND)
    UserSession.objects.create_from_request(request)


def open_ones(request: HttpRequest) -> list[UserSession]:
    """Return the sessions of whoever is signed in, the newest first; the one that asks is among them."""
    if not UserSession.objects.filter(session_key=request.session.session_key).exists():
        UserSession.objects.create_from_request(request)
    found = UserSession.objects.purge_and_list(request.user)
    return sorted(found, key=lambda one: one.created_at, reverse=True)


def end(user: User, *, but: str, key: int | None = None) -> int:
    """End one session of a person, or all; never the one whose key is `but`. Return how many were ended."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=but)
    ended = list(sessions if key is None else sessions.filter(pk=key))
    for session in ended:
        session.end()
    return len(ended)


def forget_ended() -> int:
    """Delete the rows of sessions that have ended or run out; return how many."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.exclude(session_key__in=alive).delete()[0]
