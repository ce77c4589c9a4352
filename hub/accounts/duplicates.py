"""Settles which account keeps an address that several hold in different capitals. Used once, by a migration."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from .fields import normalised

SET_ASIDE = "account-{pk}@duplicate.invalid"


def settle(people: Iterable[Any], *, say: Callable[[str], object]) -> None:
    """Give every account its address without capitals, and an address that several hold to one of them.

    That one is the account whose address already is without capitals (the hub made it so; one in capitals was typed
    over it), else the one that signed in last. The others are switched off and keep everything else: `say` names each,
    and an administrator gives it an address of its own and switches it on again.
    """
    by_address = defaultdict(list)
    for person in people:
        by_address[normalised(person.email)].append(person)
    for address, holders in by_address.items():
        holders.sort(key=lambda each: (each.email != address, -_last_seen(each), each.pk))
        for other in holders[1:]:
            written, other.email, other.is_active = other.email, SET_ASIDE.format(pk=other.pk), False
            other.save(update_fields=["email", "is_active"])
            say(
                f"Account {other.pk} held {written}, which is account {holders[0].pk}'s address in other capitals. "
                f"It is switched off and now named {other.email}: give it an address of its own, or delete it."
            )
        if holders[0].email != address:
            holders[0].email = address
            holders[0].save(update_fields=["email"])


def _last_seen(person: Any) -> float:
    return person.last_login.timestamp() if person.last_login else 0.0
