"""A query string, parsed once at the edge into a value. Bad input is dropped or shortened and the page is told."""

import dataclasses
import re
from collections.abc import Mapping
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.analysis import query_words
from search.facets import FACETS, Vocabulary
from search.query import Query

LONGEST_TEXT = 200
MOST_WORDS = 20
PER_PAGE = 20
RELEVANCE_ENDS = 200
# How far a list by date or length can be turned: a page costs more the deeper it lies.
DEEPEST = 10_000
SORTS = ("relevance", "newest", "shortest")
# Quotation marks, brackets, leading signs and capital connectives are what other searches call operators.
_OPERATORS = re.compile(r'["“”„«»()\[\]{}^~*:|\\]|(?:(?<=\s)|^)[-+!](?=\S)|&&|\b(?:AND|OR|NOT|NEAR)\b')
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclasses.dataclass(frozen=True)
class SearchRequest:
    """What is asked for. `selected` holds (facet key, values) for each facet in use, in the order of the vocabulary.

    `text` is what stands in the box. `school`: only entries of that school (its id); None: only the hub's own.
    `near_minutes`: a length that was named exactly, which ranks what is about as long before what is shorter.
    """

    text: str = ""
    query: Query = dataclasses.field(default_factory=Query)
    selected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = "relevance"
    page: int = 1
    locale: str = "en"
    school: int | None = None
    near_minutes: int | None = None
    notices: tuple[str, ...] = dataclasses.field(default=(), compare=False)

    @classmethod
    def from_query(
        cls, query: QueryDict, *, vocabulary: Vocabulary, locale: str = "en", school: int | None = None
    ) -> Self:
        """Parse a query string. Never raises: what cannot be used is left out and named in `notices`.

        Args:
            query: the address's own parameters; keys that are not ours are ignored.
            vocabulary: the facets' values that exist, so that a benchmark over other subjects uses the same parser.
            locale: the language code of the entries looked for.
            school: the id of the school inside which to search.
        """
        notices: list[str] = []
        text = _clean_text(query.get("q", ""), notices)
        words = query_words(text, locale)
        if len(words) > MOST_WORDS:
            words = words[:MOST_WORDS]
            notices.append(_("Only the first %(count)s words were used.") % {"count": MOST_WORDS})
        return cls(
            text=text,
            query=Query.of(*words),
            selected=_select(query, vocabulary, notices),
            sort=_sort(query.get("sort", ""), notices),
            page=_page(query.get("page", ""), notices),
            locale=locale,
            school=school,
            notices=tuple(notices),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Return every analysed word that may be found."""
        return self.query.words

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        return dict(self.selected)

    @property
    def order(self) -> str:
        """The sort in force: without words nothing is more relevant than anything else, so the newest come first."""
        return "newest" if self.sort == "relevance" and not self.query else self.sort

    def has(self, key: str, value: str) -> bool:
        return value in self.filters.get(key, ())

    def change(self, **changes: object) -> Self:
        """Return the request with other values, on its first page unless `page` is among them."""
        return dataclasses.replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    def without(self, key: str, value: str) -> Self:
        """Return the request with one filter taken away."""
        left = ((k, tuple(v for v in values if (k, v) != (key, value))) for k, values in self.selected)
        return self.change(selected=tuple((k, values) for k, values in left if values))

    def without_words(self) -> Self:
        return self.change(text="", query=Query(), near_minutes=None)

    def query_string(self) -> str:
        """Return the canonical address part, `?` included: what is not the default, in the order of the facets."""
        query = QueryDict(mutable=True)
        if self.text:
            query["q"] = self.text
        for key, values in self.selected:
            query.setlist(key, list(values))
        if self.sort != "relevance":
            query["sort"] = self.sort
        if self.page > 1:
            query["page"] = str(self.page)
        return "?" + query.urlencode()


def _clean_text(text: str, notices: list[str]) -> str:
    text = " ".join(_CONTROL.sub(" ", text[: 20 * LONGEST_TEXT]).split())
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT].rsplit(" ", 1)[0]
        notices.append(_("Your search was long: only its first %(count)s characters were used.") % {"count": len(text)})
    plain, before = text, ""
    while plain != before:
        # Taking one away can bring another to the start of a word: "-5 in quotation marks.
        plain, before = " ".join(_OPERATORS.sub(" ", plain).split()), plain
    if plain != text:
        notices.append(_("Quotation marks and operators have no effect here, so the words were searched without them."))
    return plain


def _select(query: QueryDict, vocabulary: Vocabulary, notices: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    selected, unknown = [], 0
    for facet in FACETS:
        known = vocabulary.get(facet.key, {})
        asked = {value for value in query.getlist(facet.key) if value}
        unknown += len(asked - known.keys())
        if values := tuple(value for value in known if value in asked):
            selected.append((facet.key, values))
    if unknown:
        notices.append(
            ngettext(
                "One filter in the address is not known here and was left out.",
                "%(count)s filters in the address are not known here and were left out.",
                unknown,
            )
            % {"count": unknown}
        )
    return tuple(selected)


def _sort(value: str, notices: list[str]) -> str:
    if value and value not in SORTS:
        notices.append(_("That order is not known here: the best matches come first."))
    return value if value in SORTS else "relevance"


def _page(value: str, notices: list[str]) -> int:
    if not value:
        return 1
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else 0
    if number < 1:
        notices.append(_("That page number is not known here: this is the first page."))
    return max(1, number)
