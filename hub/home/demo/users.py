"""Demo logins: random passwords, on accounts that production settings refuse."""

import datetime
import json
import secrets

from django.conf import settings

from hub.accounts.models import User
from hub.home.models import HomePage
from hub.schools.models import Role, School
from hub.schools.tenancy.people import join
from hub.schools.tenancy.provisioning import ensure_central_groups

from .schools import COLLEGE_URN, COMPLETE_URN, GAPPY_URN

Login = tuple[str, str, str]


def create_logins(on: datetime.date) -> list[Login]:
    """Make the demo accounts that are not there yet and return (role, email, password) for each.

    Raises:
        RuntimeError: under settings that do not allow demo logins.
    """
    if not settings.DEMO_LOGINS_ALLOWED:
        raise RuntimeError("Demo logins are refused under these settings.")
    wanted = [
        ("Central editor", "editor@hub.example", "Sample", "Editor", []),
        (
            "Careers leader, Rowan Bridge",
            "careers@rowan-bridge.example",
            "Amina",
            "Hussein",
            [(GAPPY_URN, Role.CAREERS_LEADER)],
        ),
        (
            "Careers leader at a college, Lantern Quay",
            "careers@lantern-quay.example",
            "Tom",
            "Adeyemi",
            [(COLLEGE_URN, Role.CAREERS_LEADER)],
        ),
        (
            "Careers leader at another school, Marigold Park",
            "careers@marigold-park.example",
            "Ruth",
            "Adeyemi",
            [(COMPLETE_URN, Role.CAREERS_LEADER)],
        ),
        (
            "Governor, Marigold Park and Rowan Bridge",
            "governor@marigold-park.example",
            "J",
            "Okafor",
            [(COMPLETE_URN, Role.GOVERNOR), (GAPPY_URN, Role.GOVERNOR)],
        ),
    ]
    return [login for login in (_create(*each) for each in wanted) if login]


def _create(role: str, email: str, first_name: str, last_name: str, works: list[tuple[int, Role]]) -> Login | None:
    if User.objects.filter(email=email).exists():
        return None
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(email, password, first_name=first_name, last_name=last_name, is_demo=True)
    for urn, at_school in works:
        join(user, school=School.objects.get(registrations__urn=urn), role=at_school)
    if not works:
        user.groups.add(ensure_central_groups())
    return role, email, password


def load(*, home: HomePage, on: datetime.date) -> str:
    """Make the accounts and return what to print; under production settings make none and say so."""
    if not settings.DEMO_LOGINS_ALLOWED:
        return "no demo logins under these settings"
    logins = create_logins(on)
    if logins:
        _keep(logins)
    return f"{len(logins)} demo logins"


def _keep(logins: list[Login]) -> None:
    """Keep the logins for `manage.py welcome` to print: on this machine, for its owner only, outside the project."""
    file = settings.VAR_DIR / "demo-logins.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps([{"role": role, "email": email, "password": word} for role, email, word in logins]))
