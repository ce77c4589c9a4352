"""Offers of employers among the results: those that hold all the words, in a section of their own after the lessons.

They are no entries, which lessons and resources share their ranking with (decisions 0025 and 0026): their words are
rows (`search.index.offers`). A process keeps those of the public ones in memory, and reads them again when one is
published, changed or over.
"""

import dataclasses
import datetime
import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import connection
from django.utils.translation import override

from hub.opportunities.models import Offer
from hub.opportunities.offers.kinds import OfferKind
from search.index.analysis import analyse, telling
from search.index.models.offers import OfferWords
from search.index.offers import words_of

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
        # As text, which a kept page can send again (hub.core.kept.reads).
        cursor.execute(_STATE, [on.isoformat()])
        state = (on, cursor.fetchone())
    if not state[1][0]:
        return ()
    if locale not in _kept or _kept[locale][0] != state:
        with override(locale):
            _kept[locale] = (state, list(_known(locale, on)))
    return _kept[locale][1]


def _known(locale: str, on: datetime.date) -> Iterator[Known]:
    """Yield what is public. Plain rows: two thousand offers with their terms as objects take seconds."""
    public = Offer.objects.public(on=on)
    own = {key: kept for key, *kept in OfferWords.objects.filter(locale=locale).values_list(*_KEPT)}
    about: dict[int, list[frozenset[str]]] = defaultdict(list)
    for name in ("sectors", "boroughs", "year_groups", "subjects"):
        for key, words in _of_terms(name, locale):
            about[key].append(words)
    kinds = {value: _of_label(f"{label} {value}", locale) for value, label in OfferKind.choices}
    for key, changed_at, title, what, name, kind in public.order_by("-published_on", "-pk").values_list(*_READ):
        held_at, title_kept, text_kept = own.get(key, (None, "", ""))
        if held_at != changed_at:
            # Written past the signals, or never: read here until `search_rebuild`.
            title_kept, text_kept = words_of(title, locale), words_of(what, locale)
        in_title = frozenset(title_kept.split())
        said = in_title.union(text_kept.split(), _of_label(name, locale), kinds[kind], *about[key])
        yield Known(key, title, summary=name, kind=str(OfferKind(kind).label), title_words=in_title, words=said)


_KEPT = ("offer_id", "changed_at", "title_words", "words")
_READ = ("pk", "changed_at", "title", "what", "organisation__name", "kind")


def _of_terms(name: str, locale: str) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield for each term of each offer the offer's key and the words that the term is called by."""
    terms = getattr(Offer, name)
    column = f"{terms.field.m2m_reverse_field_name()}_id"
    called = {term.pk: _of_label(f"{term} {term.label}", locale) for term in terms.rel.model._default_manager.all()}
    for key, term in terms.through._default_manager.values_list("offer_id", column):
        yield key, called[term]


@functools.lru_cache(maxsize=2000)
def _of_label(text: str, locale: str) -> frozenset[str]:
    return frozenset(analyse(text, locale))
