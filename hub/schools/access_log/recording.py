"""What a request did in which school's admin, and writing it down: once for a person, a day and a kind of thing."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page

from hub.accounts.models import User
from hub.media.models import HubDocument, HubImage
from hub.schools.access_log.models import KEPT_FOR, NO_PAGE, AccessRecord
from hub.schools.register.models import School
from hub.schools.tenancy.allowed import is_allowed
from hub.schools.tenancy.memberships import work_of
from hub.schools.tenancy.models import SchoolCollection
from hub.schools.tenancy.page_moves import school_id_at
from hub.schools.tenancy.scope import scope_of

What = AccessRecord.What
# Addresses of Wagtail's whose arguments name a page, and where the pictures and documents are.
PAGES, FILES = ("wagtailadmin_pages:",), ("wagtailimages:", "wagtaildocs:")
PEOPLE = ("schools_people", "schools_own_people", "schools_invitation", "schools_leaving", "schools_access")
DELETING_A_PAGE = "wagtailadmin_pages:delete"
# A browser that was told so need not be told again the same day.
REMEMBERED = 60 * 60 * 24


@dataclass(frozen=True, slots=True)
class Use:
    """One use of the admin: what was opened, what it was called where it changed something, and of which page."""

    school: int
    opened: AccessRecord.What
    changed: AccessRecord.What | None
    page: int = NO_PAGE


def use_of(name: str, arguments: Mapping[str, object], user: User) -> Use | None:
    """Return which school's admin an address belongs to, and as what; None where it is about none that is known.

    Where an address names nothing of a school, it is about the one school that its user works for.
    """
    kind = kind_of(name, arguments)
    if kind is None:
        return None
    school = _school(name, arguments, user)
    if school is None:
        return None
    opened, changed = kind
    return Use(school, opened, changed, _page(arguments) if opened is What.OPENED_PAGE else NO_PAGE)


def kind_of(name: str, arguments: Mapping[str, object]) -> tuple[AccessRecord.What, AccessRecord.What | None] | None:
    """Return what it is to open an address, and to change something there; None for one that is not written down."""
    if name == DELETING_A_PAGE:
        return What.OPENED_PAGE, What.DELETED_PAGE
    if name.startswith(FILES):
        return What.OPENED_FILES, What.CHANGED_FILES
    if name.startswith(PEOPLE):
        return What.OPENED_PEOPLE, What.CHANGED_PEOPLE
    if _page(arguments):
        # What is saved of a page stands in its history.
        return (What.OPENED_PAGE, None) if name.startswith(PAGES) or not name.startswith("wagtail") else None
    of_its_own = not name.startswith("wagtail") and not is_allowed(name, at_school=False) and is_allowed(name)
    return (What.OPENED_WORK, What.CHANGED_WORK) if of_its_own else None


def _page(arguments: Mapping[str, object]) -> int:
    return int(str(arguments.get("page_id") or arguments.get("parent_page_id") or NO_PAGE))


def _school(name: str, arguments: Mapping[str, object], user: User) -> int | None:
    scope = scope_of(user)
    if scope is not None and len(scope.schools) == 1:
        # Of another school's the answer was a refusal.
        return next(iter(scope.schools))
    found = _named(name, arguments)
    return found if scope is None or found in scope.schools else None


def _named(name: str, arguments: Mapping[str, object]) -> int | None:
    if "school_id" in arguments:
        key = int(str(arguments["school_id"]))
        return key if School.objects.filter(pk=key).exists() else None
    if page := _page(arguments):
        return school_id_at(Page.objects.filter(pk=page).first())
    files: dict[str, Any] = {"image_id": HubImage, "document_id": HubDocument}
    for argument, model in files.items():
        if name.startswith(FILES) and argument in arguments:
            held = model.objects.filter(pk=int(str(arguments[argument]))).values("collection")
            return SchoolCollection.objects.filter(collection__in=held).values_list("school", flat=True).first()
    return None


def what_was_done(use: Use, request: HttpRequest, response: HttpResponseBase, *, refused_to: str) -> str | None:
    """Return what a request did, by how it was answered; None for a refusal. `refused_to`: where that leads."""
    if response.status_code >= 400 or response.headers.get("Location") == refused_to:
        return None
    if "attachment" in response.headers.get("Content-Disposition", ""):
        return What.DOWNLOADED
    if request.method == "POST":
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        # A form that is shown again has changed nothing.
        done = response.status_code in (302, 303) or is_json
        return use.changed if done and use.changed else use.opened
    return use.opened if response.status_code == 200 else None


def record(user: User, schools: Iterable[int], what: str, *, on: datetime.date, page: int = NO_PAGE) -> None:
    """Write down that somebody did this on a day, unless it is written already: one statement for all schools."""
    key = user.pk
    rows = [AccessRecord(school_id=school, user_id=key, day=on, what=what, page_key=page) for school in schools]
    AccessRecord.objects.bulk_create(rows, ignore_conflicts=True)


def record_sign_in(user: User, *, on: datetime.date) -> None:
    """Write down that somebody signed in, for each school that they work for."""
    if schools := sorted(work_of(user).roles):
        record(user, schools, What.SIGNED_IN, on=on)


def key_of(user: User, name: str, arguments: Mapping[str, object], done: str, *, on: datetime.date) -> str:
    """Return under which key the cache remembers that something is written: short, whatever the address holds."""
    said = f"{name} {sorted(arguments.items())} {done}"
    return f"access:{on}:{user.pk}:{hashlib.sha256(said.encode()).hexdigest()}"


def is_remembered(key: str) -> bool:
    """Tell whether the cache knows that this is written; one that is away knows nothing, and it is written again."""
    return cache.get(key) is True


def remember(key: str) -> None:
    """Have the cache know for a day that this is written."""
    cache.set(key, True, REMEMBERED)


def forget(*, on: datetime.date) -> int:
    """Delete what is older than twelve months; return how many rows there were."""
    return AccessRecord.objects.filter(day__lt=on - KEPT_FOR).delete()[0]
