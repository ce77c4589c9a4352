"""Asks one link: HEAD, then GET where that says too little, along its redirects; and judges what came."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import monotonic
from urllib.parse import urljoin, urlsplit

from resources.link_checks.asking import Answer, Kind, NoAnswer, Reason, Refused, Target, ask, read_target
from resources.link_checks.choices import Outcome
from resources.link_checks.not_found import says_not_found
from resources.link_checks.policy import Pace, Policy

PERMANENT = (301, 308)
REDIRECTS = (*PERMANENT, 302, 303, 307)
GONE = (404, 410)
LATER = (429, 503)
HTML_NEEDED = range(200, 300)


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found. `detail` is a word of `asking`, or the page's own words; `ends_at` is where it led, if
    elsewhere; `wait` is how many seconds its host asks to be left alone."""

    outcome: str
    status: int | None = None
    detail: str = ""
    ends_at: str = ""
    wait: int | None = None

    @property
    def answered(self) -> bool:
        """Whether any host answered, so that our own network is not at fault."""
        return self.status is not None


@dataclass(slots=True)
class _Walk:
    """Where a check has been: the addresses in order, whether all redirects were for good, whether one set a cookie."""

    policy: Policy
    pace: Pace
    trail: list[str]
    left: float
    permanent: bool = True
    cookies: bool = False

    def ask(self, target: Target, method: str) -> Answer:
        self.pace.wait(target.host)
        began = monotonic()
        if self.left <= 0:
            raise NoAnswer(Kind.TOO_SLOW)
        try:
            return ask(target, method, self.policy, seconds=self.left)
        finally:
            self.left -= monotonic() - began
            self.pace.asked(target.host)

    @property
    def ends_at(self) -> str:
        return self.trail[-1] if _differ(self.trail[0], self.trail[-1]) else ""


def without_fragment(url: str) -> str:
    """Return an address without the place on its page, which is never sent."""
    return url.strip().partition("#")[0]


def check(url: str, policy: Policy, pace: Pace) -> Found:
    """Ask a link and judge the answer. It raises nothing that a host or a network can cause."""
    walk = _Walk(policy, pace, [without_fragment(url)], policy.total)
    try:
        return _follow(walk)
    except Refused as refused:
        # An address elsewhere that is not https is a thing to mend; nothing of it is asked.
        plain = refused.reason == Reason.SCHEME and urlsplit(walk.trail[-1]).scheme == "http"
        return Found(Outcome.NOT_HTTPS if plain else Outcome.REFUSED, detail=refused.reason, ends_at=walk.ends_at)
    except NoAnswer as silent:
        if silent.kind == Kind.RESOLVER_AWAY:
            return Found(Outcome.LATER, detail=silent.kind)
        outcome = Outcome.CERTIFICATE if silent.kind == Kind.CERTIFICATE else Outcome.NO_ANSWER
        return Found(outcome, detail=silent.kind, ends_at=walk.ends_at)


def _follow(walk: _Walk) -> Found:
    method = "HEAD"
    while True:
        target = read_target(walk.trail[-1], walk.policy)
        try:
            answer = walk.ask(target, method)
        except NoAnswer as silent:
            # Some hosts hang up on HEAD alone.
            if method == "GET" or not silent.connected:
                raise
            method = "GET"
            continue
        walk.cookies |= "set-cookie" in answer.headers
        place = _location(answer)
        if answer.status in REDIRECTS and place:
            onward = _onward(walk.trail[-1], place)
            if onward in walk.trail or len(walk.trail) > walk.policy.redirects:
                return _circle(walk, answer, onward)
            walk.permanent &= answer.status in PERMANENT
            walk.trail.append(onward)
        elif method == "HEAD" and _says_too_little(answer):
            method = "GET"
        else:
            return _judged(walk, answer)


def _says_too_little(answer: Answer) -> bool:
    """Tell whether to ask with GET: HEAD is often refused or forgotten, and of a page we want its title."""
    if answer.status in LATER:
        return False
    return answer.status not in HTML_NEEDED or answer.is_html


def _location(answer: Answer) -> str:
    # The library reads headers as Latin-1; an address in other letters is sent as UTF-8.
    return answer.headers.get("location", "").encode("latin-1", "replace").decode("utf-8", "replace").strip()


def _onward(url: str, place: str) -> str:
    try:
        return without_fragment(urljoin(url, place))
    except ValueError as error:
        raise Refused(Reason.MALFORMED) from error


def _circle(walk: _Walk, answer: Answer, onward: str) -> Found:
    """A host that leads round because it wants its cookie back lets a browser in."""
    if walk.cookies:
        return Found(Outcome.BARRED, answer.status, "cookies", walk.ends_at)
    return Found(Outcome.CIRCLE, answer.status, "circle" if onward in walk.trail else "too-many", walk.ends_at)


def _judged(walk: _Walk, answer: Answer) -> Found:
    status, ends_at = answer.status, walk.ends_at
    wait = _seconds(answer.headers.get("retry-after", ""))
    if status in LATER or (status >= 400 and wait is not None):
        return Found(Outcome.LATER, status, ends_at=ends_at, wait=wait)
    if status in GONE:
        return Found(Outcome.GONE, status, ends_at=ends_at)
    if 500 <= status < 600:
        return Found(Outcome.ERROR, status, ends_at=ends_at)
    if status not in HTML_NEEDED:
        return Found(Outcome.BARRED, status, ends_at=ends_at)
    words = says_not_found(answer.body, answer.headers.get("content-type", "")) if answer.is_html else ""
    if words:
        return Found(Outcome.NOT_THERE, status, words, ends_at)
    if _is_front(walk.trail):
        return Found(Outcome.MOVED, status, "front", ends_at)
    return Found(Outcome.MOVED if ends_at and walk.permanent else Outcome.FINE, status, ends_at=ends_at)


def _seconds(said: str) -> int | None:
    """Read `Retry-After`: seconds, or a moment."""
    if re.fullmatch(r"\d{1,9}", said.strip()):
        return int(said)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return max(int((moment - datetime.datetime.now(datetime.UTC)).total_seconds()), 0)


def _plain(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def _differ(first: str, last: str) -> bool:
    """Tell whether two addresses differ by more than `www.` and a last slash."""
    try:
        return _plain(first) != _plain(last)
    except ValueError:
        return True


def _is_front(trail: Sequence[str]) -> bool:
    """Tell whether an address below a site now leads to a front page: the page itself may be gone."""
    first, last = _plain(trail[0]), _plain(trail[-1])
    return bool(first[1]) and not last[1] and not last[2]
