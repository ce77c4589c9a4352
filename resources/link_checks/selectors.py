"""What a reader is told of a link: the day it answered last, or that it does not."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from resources.link_checks.checker import without_fragment
from resources.link_checks.models import LinkCheck


@dataclass(frozen=True, slots=True)
class LinkState:
    """`day` is when it did not answer where it is dead, and else when it answered last."""

    is_dead: bool
    day: datetime.date


def link_states(urls: Iterable[str]) -> Mapping[str, LinkState]:
    """Return what is known of these addresses (one query); one that never answered and is not dead is left out."""
    by_address = {url: without_fragment(url) for url in urls if url}
    if not by_address:
        return {}
    known = {link.url: link for link in LinkCheck.objects.of(set(by_address.values())).defer("detail", "ends_at")}
    states = {url: _state(known[address]) for url, address in by_address.items() if address in known}
    return {url: state for url, state in states.items() if state}


def _state(link: LinkCheck) -> LinkState | None:
    day = link.last_checked_on if link.is_dead else link.last_ok_on
    return LinkState(link.is_dead, day) if day else None


def figures() -> dict[str, float]:
    """Return how many links are dead, and how many should have been asked a day ago: for the monitor."""
    late = LinkCheck.objects.due(timezone.now() - datetime.timedelta(days=1))
    return {"dead": LinkCheck.objects.dead().count(), "overdue": late.count() if settings.LINK_CHECKS else 0}


def link_state(url: str) -> LinkState | None:
    return link_states([url]).get(url)
