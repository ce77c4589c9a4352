"""Offers of employers among the results: those that hold all the words, in a section of their own after the lessons.

They are no entries, which lessons and resources share their ranking with (decisions 0025 and 0026): a process keeps the
words of the public ones in memory, and reads them again when one is published, changed or over.
"""

import dataclasses
import datetime
import functools
from collections.abc import Iterator, Sequence

from django.db import connection
from django.utils.translation import override

from hub.opportunities.models import Offer
from search.index.analysis import analyse, telling

MOST = 3


@dataclasses.dataclass(frozen=True)
class Known:
    """A public offer with its analysed words."""

    key: int
    title: str
    summary: str
    kind: str
    title_words: frozenset[str]
    words: frozenset[str]


def named(typed: str, *, locale: str, on: datetime.date) -> Sequence[Known]:
    """Return the public offers that hold all words of a text, those with most of them in their title first."""
    words = frozenset(telling(analyse(typed, locale), locale))
    if not words:
        return ()
    found = [one for one in _held(locale, on) if words <= one.words]
    # Sorting keeps the order of those that are alike: the newest first.
    return sorted(found, key=lambda one: -len(words & one.title_words))[:MOST]


# What changes when a public offer, or the organisation of one, does. Plain SQL, as for the other sections.
_STATE = """
SELECT COUNT(*), MAX(offer.changed_at), MAX(offer.id), MAX(organisation.decided_at), SUM(LENGTH(organisation.name))
FROM opportunities_offer offer JOIN opportunities_organisation organisation ON organisation.id = offer.organisation_id
WHERE offer.status = 'public' AND organisation.status = 'approved' AND offer.expires_on >= %s
"""
_kept: dict[str, tuple[object, Sequence[Known]]] = {}


def _held(locale: str, on: datetime.date) -> Sequence[Known]:
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [on])
        state = (on, cursor.fetchone())
    if not state[1][0]:
        return ()
    if locale not in _kept or _kept[locale][0] != state:
        with override(locale):
            _kept[locale] = (state, list(_known(locale, on)))
    return _kept[locale][1]


def _known(locale: str, on: datetime.date) -> Iterator[Known]:
    """Yield what is public. What an offer says is read once, and again when it changes: 2,000 take seconds."""
    before = _read.pop(locale, {})
    kept = _read[locale] = {}
    for offer in Offer.objects.public(on=on).with_terms().order_by("-published_on", "-pk"):
        state = (offer.pk, offer.changed_at, offer.organisation.name)
        kept[state] = before.get(state) or _words_of(offer, locale)
        yield kept[state]


_read: dict[str, dict[tuple[int, datetime.datetime, str], Known]] = {}


def _words_of(offer: Offer, locale: str) -> Known:
    terms = [*offer.sectors.all(), *offer.boroughs.all(), *offer.year_groups.all(), *offer.subjects.all()]
    kind = str(offer.get_kind_display())
    repeated = [kind, str(offer.kind), *(text for term in terms for text in (str(term), term.label))]
    title = frozenset(analyse(offer.title, locale))
    own = (analyse(text, locale) for text in (offer.organisation.name, offer.what))
    return Known(
        key=offer.pk,
        title=offer.title,
        summary=offer.organisation.name,
        kind=kind,
        title_words=title,
        words=title.union(*own, *(_of_label(text, locale) for text in repeated)),
    )


@functools.lru_cache(maxsize=2000)
def _of_label(text: str, locale: str) -> frozenset[str]:
    return frozenset(analyse(text, locale))
