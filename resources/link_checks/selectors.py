"""What a reader is told of a link: the day it answered last, or that it does not."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from resources.link_checks.checker import without_fragment
from resources.link_checks.models import LinkCheck, digest_of

# Characters of an address that a reader is shown.
LABEL_LENGTH = 60


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


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link within a page that did not answer on `day`; `label` is its address as a reader would say it."""

    url: str
    label: str
    day: datetime.date | None


def dead_links_of(page: Page, *, besides: str = "") -> list[DeadLink]:
    """Return the dead links that a page holds (one query), without the one that the page itself is (`besides`)."""
    if not page.pk:
        return []
    dead = LinkCheck.objects.dead().filter(uses__page=page.pk).exclude(digest=digest_of(without_fragment(besides)))
    return [DeadLink(link.url, _label(link.url), link.last_checked_on) for link in dead]


def _label(url: str) -> str:
    said = url.partition("://")[2].removeprefix("www.").rstrip("/")
    return said if len(said) <= LABEL_LENGTH else f"{said[:LABEL_LENGTH]}…"


def figures() -> dict[str, float]:
    """Return how many links are dead, and how many should have been asked a day ago: for the monitor."""
    late = LinkCheck.objects.due(timezone.now() - datetime.timedelta(days=1))
    return {"dead": LinkCheck.objects.dead().count(), "overdue": late.count() if settings.LINK_CHECKS else 0}


def link_state(url: str) -> LinkState | None:
    return link_states([url]).get(url)
