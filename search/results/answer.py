"""Runs one search, and what follows it on its page, for the page, the API and the feed."""

import dataclasses
import functools
from collections.abc import Iterator, Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engines import SearchResponse, get_engine, snapshot
from search.engines.snapshot import Snapshot
from search.request import SearchRequest
from search.results import beyond

FALLBACK = "en"
# Seconds of lag from which the page mentions it.
SHOWN_LAG = 60


@dataclasses.dataclass(frozen=True)
class Answer:
    """What was asked and found. `typed` is the text as typed; `foreign` is the language of the results where it is not
    the one asked for, else empty; `sections` follow where the filters that were read leave room on the page."""

    asked: SearchRequest
    found: SearchResponse
    held: Snapshot
    typed: str
    foreign: str
    sections: Sequence[beyond.Section] = ()


def locale_for(language: str, held: Snapshot, school: int | None = None) -> str:
    """Return the language to search in: where nothing has been written in it, English is better than an empty page."""
    return language if held.scope(language, school).any() else FALLBACK


def answer(
    query: QueryDict, *, language: str, school: int | None = None, explain: bool = False, sort: str = ""
) -> Answer:
    """Parse a query string and search for it.

    Args:
        language: the reader's.
        school: the id of the school inside which to search.
        sort: an order that overrides the query string.

    Raises:
        EngineUnavailable: when no engine can answer.
    """
    held = snapshot.current()
    locale = locale_for(language, held, school)
    engine = get_engine()
    parse = functools.partial(
        SearchRequest.from_query,
        vocabulary=held.vocabulary,
        index_words=held.index_words(locale),
        locale=locale,
        school=school,
    )
    asked = parse(query)
    if sort:
        asked = asked.change(sort=sort, page=asked.page)
    found = engine.search(asked, explain=explain)
    sections = beyond.sections(
        asked,
        found,
        parse=lambda address: parse(QueryDict(address.removeprefix("?"))),
        search=engine.search,
        vocabulary=held.vocabulary,
    )
    asked = asked.change(page=found.page, notices=(*asked.notices, *_notices(asked, found)))
    foreign = locale if locale != language else ""
    return Answer(asked, found, held, query.get("q", ""), foreign, sections)


def _notices(asked: SearchRequest, found: SearchResponse) -> Iterator[str]:
    """Yield what there is to say of an answer beside its results."""
    if found.page != asked.page:
        yield _("There is no page %(page)s: this is the last one.") % {"page": asked.page}
    if found.lag > SHOWN_LAG:
        minutes = round(found.lag / 60)
        notice = ngettext(
            "What changed in the last minute may be missing here.",
            "What changed in the last %(count)s minutes may be missing here.",
            minutes,
        )
        yield notice % {"count": minutes}
