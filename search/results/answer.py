"""One search, however it was asked: as a page, as data or as a feed."""

import dataclasses

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engines import SearchResponse, get_engine, snapshot
from search.engines.snapshot import Snapshot
from search.request import SearchRequest

FALLBACK = "en"
# Seconds; a moment's lag is nobody's concern.
TELL_BEHIND = 60


@dataclasses.dataclass(frozen=True)
class Answer:
    """What was asked and found. `typed` is the text as typed; `foreign` is the language of the results where it is not
    the one asked for, else empty."""

    asked: SearchRequest
    found: SearchResponse
    held: Snapshot
    typed: str
    foreign: str


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
        sort: an order that stands whatever the query string says.

    Raises:
        EngineUnavailable: when no engine can answer.
    """
    held = snapshot.current()
    locale = locale_for(language, held, school)
    asked = SearchRequest.from_query(
        query, vocabulary=held.vocabulary, index_words=held.index_words(locale), locale=locale, school=school
    )
    if sort:
        asked = asked.change(sort=sort, page=asked.page)
    found = get_engine().search(asked, explain=explain)
    if found.page != asked.page:
        notice = _("There is no page %(page)s: this is the last one.") % {"page": asked.page}
        asked = asked.change(page=found.page, notices=(*asked.notices, notice))
    if found.behind > TELL_BEHIND:
        minutes = round(found.behind / 60)
        notice = ngettext(
            "What changed in the last minute may be missing here.",
            "What changed in the last %(count)s minutes may be missing here.",
            minutes,
        )
        asked = asked.change(page=asked.page, notices=(*asked.notices, notice % {"count": minutes}))
    foreign = locale if locale != language else ""
    return Answer(asked, found, held, query.get("q", ""), foreign)
