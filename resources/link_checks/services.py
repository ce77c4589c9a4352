"""Keeps the list of links, asks those that are due, and writes down what was found."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from resources.link_checks.addresses import addresses
from resources.link_checks.checker import Found, check
from resources.link_checks.choices import FAILED, UNHEARD, WELL, Outcome
from resources.link_checks.models import LinkCheck, LinkUse, digest_of
from resources.link_checks.policy import Pace, Policy

WEEK = datetime.timedelta(days=7)
# After the first and the second failure in a row; from then on weekly again.
AFTER_FAILURE = (datetime.timedelta(days=1), datetime.timedelta(days=3))
# Where a site asks to come later: as it says, within these; and where it does not say when.
SOONEST, UNSAID = datetime.timedelta(hours=1), datetime.timedelta(hours=6)
# How long a process may keep a host to itself. More than one link can take.
CLAIM = datetime.timedelta(minutes=5)


@transaction.atomic
def gather() -> int:
    """Bring the list of links up to what public pages hold now, and return how many there are.

    An address that no page uses any more is dropped; one that is new is due at once.
    """
    wanted = {url: pages for url, pages in addresses().items() if url}
    by_digest = {digest_of(url): url for url in wanted}
    held = dict(LinkCheck.objects.values_list("digest", "pk"))
    LinkCheck.objects.filter(pk__in=[pk for digest, pk in held.items() if digest not in by_digest]).delete()
    LinkCheck.objects.bulk_create(
        [LinkCheck(digest=digest, url=url, host=_host(url)) for digest, url in by_digest.items() if digest not in held],
        ignore_conflicts=True,
        batch_size=500,
    )
    keys = dict(LinkCheck.objects.values_list("digest", "pk"))
    uses = {(keys[digest], page) for digest, url in by_digest.items() for page in wanted[url]}
    stored = {(link, page): pk for pk, link, page in LinkUse.objects.values_list("pk", "link_id", "page_id")}
    LinkUse.objects.filter(pk__in=[pk for pair, pk in stored.items() if pair not in uses]).delete()
    LinkUse.objects.bulk_create(
        [LinkUse(link_id=link, page_id=page) for link, page in sorted(uses - set(stored))],
        ignore_conflicts=True,
        batch_size=500,
    )
    return len(wanted)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""


def record(link: LinkCheck, found: Found, *, now: datetime.datetime, by_hand: bool = False) -> None:
    """Write down what a check found, and when to ask again.

    `by_hand`: somebody asked in between. A failure then counts once at most: three in a minute are not three in a week.
    """
    link.outcome, link.status, link.detail = found.outcome, found.status, found.detail[:200]
    link.ends_at, link.last_checked_at, link.claimed_until = found.ends_at, now, None
    link.next_at = now + WEEK
    today = timezone.localdate(now)
    if found.outcome in FAILED:
        link.failures = max(link.failures, 1) if by_hand else link.failures + 1
        link.failing_since = link.failing_since or today
        if link.failures <= len(AFTER_FAILURE):
            link.next_at = now + AFTER_FAILURE[link.failures - 1]
    elif found.outcome == Outcome.LATER:
        wait = UNSAID if found.wait is None else datetime.timedelta(seconds=found.wait)
        link.next_at = now + min(max(wait, SOONEST), WEEK)
    else:
        link.failures, link.failing_since = 0, None
        if found.outcome in WELL:
            link.last_ok_on = today
    link.save()


@dataclass(slots=True)
class Run:
    """One run over the links that are due. `most` links and `seconds` bound it; what is left is due next time."""

    policy: Policy
    now: datetime.datetime
    most: int = 60
    seconds: float = 150
    counts: Counter[str] = field(default_factory=Counter)
    # Links whose hosts did not answer while nobody has: it may be our own network.
    _unheard: list[tuple[LinkCheck, Found]] = field(default_factory=list)
    _heard: bool = False

    def go(self) -> Counter[str]:
        """Ask what is due, and return how often each outcome was found."""
        until, pace = monotonic() + self.seconds, Pace(self.policy.pause)
        for pk in list(LinkCheck.objects.due(self.now).values_list("pk", flat=True)[: self.most]):
            if monotonic() > until:
                break
            link = claim(pk, self.now)
            if link:
                self.take(link, check(link.url, self.policy, pace))
        if self._unheard:
            self._heard = self.somebody_answers(pace)
            self.write(self._unheard)
        return self.counts

    def take(self, link: LinkCheck, found: Found) -> None:
        """Write down what was found, unless that is silence and nobody has answered yet."""
        self._heard |= found.answered
        if found.outcome in (Outcome.NO_ANSWER, Outcome.CERTIFICATE) and not self._heard:
            LinkCheck.objects.filter(pk=link.pk).update(claimed_until=None)
            self._unheard.append((link, found))
            return
        self.write([*self._unheard, (link, found)])
        self._unheard = []

    def write(self, found: Iterable[tuple[LinkCheck, Found]]) -> None:
        for link, each in found:
            silent = each.outcome in (Outcome.NO_ANSWER, Outcome.CERTIFICATE) and not self._heard
            kept = Found(Outcome.LATER, detail=UNHEARD, wait=0) if silent else each
            record(link, kept, now=self.now)
            self.counts[kept.outcome] += 1

    def somebody_answers(self, pace: Pace) -> bool:
        """Ask the site that answered last, to learn whether the silence is our own network's."""
        silent = {link.host for link, _found in self._unheard}
        witness = LinkCheck.objects.filter(outcome__in=WELL).exclude(host__in=silent).order_by("-last_ok_on").first()
        return witness is not None and check(witness.url, self.policy, pace).answered


def claim(pk: int, now: datetime.datetime) -> LinkCheck | None:
    """Keep a link's host to this process until the link is written down, or return None: another asks it."""
    with transaction.atomic():
        link = LinkCheck.objects.select_for_update().filter(pk=pk).first()
        if link is None:
            return None
        busy = LinkCheck.objects.filter(Q(host=link.host), claimed_until__gt=timezone.now())
        if busy.exists() or link.next_at > now:
            return None
        link.claimed_until = timezone.now() + CLAIM
        link.save(update_fields=["claimed_until"])
    return link


def check_by_hand(link: LinkCheck, policy: Policy, *, now: datetime.datetime) -> Found:
    """Ask a link at once, because an editor wants to know."""
    found = check(link.url, policy, Pace(policy.pause))
    record(link, found, now=now, by_hand=True)
    return found
