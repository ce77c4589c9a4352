"""Asks a hostname from outside whether it leads to this hub. Only then is it where a school is read.

A name can lapse and be bought by somebody else: it is asked again each day. What answers with another's words is no
longer the school's address at once; what does not answer, after three days.
"""

import datetime
import time

from django.conf import settings
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.schools.hosts import proof
from hub.schools.hosts.models import SchoolHost
from hub.schools.hosts.table import root_of
from resources.link_checks.asking import Kind, NoAnswer, Reason, Refused, ask, read_target
from resources.link_checks.policy import Policy, polite

# A little less than a day, so that it is once in each.
HOUR, DAY = datetime.timedelta(minutes=59), datetime.timedelta(hours=23)
# `tick` is called every five minutes, and other jobs wait for this one.
LONGEST = 60.0
PATIENCE = datetime.timedelta(days=3)
ANOTHER = "another"
FAULTS: dict[str, str | Promise] = {
    ANOTHER: _("Something else answers there: it does not lead to this hub."),
    Kind.NO_SUCH_HOST: _("There is no such name (DNS), or not yet: that can take a day."),
    Kind.RESOLVER_AWAY: _("The names of the internet (DNS) could not be asked just now."),
    Kind.NO_CONNECTION: _("Nothing takes a connection there."),
    Kind.TOO_SLOW: _("It took too long to answer."),
    Kind.BROKEN: _("The answer broke off."),
    Kind.CERTIFICATE: _("Its certificate is not good for this name."),
    Reason.INSIDE: _("The name leads to a machine inside a network, which visitors cannot reach."),
    Reason.SCHEME: _("The hub itself is not read over https here, so no name can be checked."),
}


def fault_of(hostname: str, policy: Policy) -> str:
    """Ask a hostname for the proof; return what is wrong, one of FAULTS, or nothing."""
    try:
        answer = ask(read_target(root_of(hostname) + proof.PATH, policy), "GET", policy, seconds=policy.total)
    except Refused as refused:
        return refused.reason
    except NoAnswer as silent:
        return silent.kind
    told = answer.body.decode("ascii", "replace").strip()
    return "" if answer.status == 200 and told == proof.of(hostname) else ANOTHER


def check(host: SchoolHost, *, at: datetime.datetime, policy: Policy | None = None) -> bool:
    """Ask a hostname and keep what was found; return whether it leads to this hub."""
    host.fault = fault_of(host.hostname, policy or polite(total=15))
    host.checked_at = at
    if not host.fault:
        host.answers_since, host.away_since = host.answers_since or at, None
    elif host.fault != Kind.RESOLVER_AWAY:
        host.away_since = host.away_since or at
        if host.fault == ANOTHER or host.is_away(at=at, longer_than=PATIENCE):
            host.answers_since = None
    host.save(update_fields=["fault", "checked_at", "answers_since", "away_since"])
    return not host.fault


def check_all(*, at: datetime.datetime, policy: Policy | None = None, seconds: float = LONGEST) -> tuple[int, int]:
    """Ask the hostnames that are due, those that nobody has seen lead here each hour, the others each day.

    Those that have waited longest come first, and after `seconds` the rest is left to the next call: thousands that
    answer slowly hold up nothing else. Return how many were asked, and how many of these lead here.
    """
    not_due = Q(answers_since=None, checked_at__gt=at - HOUR) | Q(answers_since__isnull=False, checked_at__gt=at - DAY)
    due = SchoolHost.objects.exclude(not_due).order_by(F("checked_at").asc(nulls_first=True), "pk")
    began, found = time.monotonic(), []
    for host in due:
        found.append(check(host, at=at, policy=policy))
        if time.monotonic() - began >= seconds:
            break
    return len(found), sum(found)


def may_ask() -> bool:
    """Tell whether this machine has a way out (LINK_CHECKS)."""
    return settings.LINK_CHECKS
