"""Parses a query string into a search request. Bad input is dropped or shortened, and named in `notices`."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.facets import BY_KEY, FACETS, FacetValues
from search.understanding import Correction, Interpretation, marks, understand
from search.understanding.index_words import IndexWords
from search.understanding.query import Query

LONGEST_TEXT = 200
LONGEST_MINUTES = 300
PER_PAGE = 20
RELEVANCE_ENDS = 200
# The last page of a list by date or length: later pages cost more.
DEEPEST = 10_000
SORTS = ("relevance", "newest", "shortest")
# What the address says of a filter that was read: its facet, its value, the words.
_READ, MOST_READ, LONGEST_READ = ":", 20, 60
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclasses.dataclass(frozen=True)
class SearchRequest:
    """What is asked for. `selected` holds (facet key, values) for each facet in use, in the order of the vocabulary.

    `text` is the text of the search box. `school`: only entries of that school (its id); None: only the hub's own.
    `near_minutes`: a length that was named exactly, which ranks what is about as long before what is shorter.
    `interpretations` are the words that became filters, now or on the page before, `offers` those that may,
    `corrections` what was looked for beside unknown words (`search.understanding`); `as_typed`: nothing is corrected.
    `any_words`: what holds any of the words counts, be it ever so little (`search.engines.closeness`).
    """

    text: str = ""
    query: Query = dataclasses.field(default_factory=Query)
    selected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = "relevance"
    page: int = 1
    locale: str = "en"
    school: int | None = None
    near_minutes: int | None = None
    as_typed: bool = False
    any_words: bool = False
    interpretations: tuple[Interpretation, ...] = dataclasses.field(default=(), compare=False)
    offers: tuple[Interpretation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    notices: tuple[str, ...] = dataclasses.field(default=(), compare=False)

    @classmethod
    def from_query(
        cls,
        query: QueryDict,
        *,
        vocabulary: FacetValues,
        index_words: IndexWords,
        locale: str = "en",
        school: int | None = None,
    ) -> Self:
        """Parse a query string. Keys that are not ours are ignored; what cannot be used is named in `notices`.

        Args:
            vocabulary: the facets' values that exist, so that a benchmark over other subjects uses the same parser.
            index_words, locale: the words of the entries looked for, and their language code.
            school: the id of the school inside which to search; its pages carry no filters: every word is a word.
        """
        notices: list[str] = []
        text = _clean_text(query.get("q", ""), notices)
        asked = _select(query, vocabulary, notices) if school is None else ()
        taken, as_typed = frozenset(dict(asked) if school is None else BY_KEY), query.get("as", "") == "typed"
        meant = understand(
            text, vocabulary=vocabulary, index_words=index_words, locale=locale, taken=taken, as_typed=as_typed
        )
        return cls(
            text=meant.text,
            query=meant.query,
            selected=_in_order([*asked, *((one.key, (one.value,)) for one in meant.interpretations)], vocabulary),
            sort=_sort(query.get("sort", ""), notices),
            page=_page(query.get("page", ""), notices),
            locale=locale,
            school=school,
            near_minutes=meant.near_minutes or (_near(query) if "minutes" in dict(asked) else None),
            as_typed=as_typed,
            # A school has few pages: whatever holds a word is worth showing.
            any_words=school is not None or query.get("words", "") == "any",
            interpretations=(*_read_before(query, dict(asked)), *meant.interpretations),
            offers=meant.offers,
            corrections=meant.corrections,
            notices=(*notices, *meant.notices),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Return every analysed word that may be found."""
        return self.query.words

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        return dict(self.selected)

    @property
    def soft(self) -> tuple[str, ...]:
        """The facets whose every chosen value was read from words: nobody ticked them, so they need not have the last
        word (`search.results.beyond`)."""
        read = {key: {one.value for one in self.interpretations if one.key == key} for key, _ in self.selected}
        return tuple(key for key, values in self.selected if set(values) == read[key])

    @property
    def read_values(self) -> list[str]:
        """What the address says of the filters that were read."""
        soft = self.soft
        read = (_READ.join((one.key, one.value, one.typed)) for one in self.interpretations if one.key in soft)
        return list(dict.fromkeys(read))

    @property
    def order(self) -> str:
        """The sort in force: without words all are equally relevant, so the newest come first."""
        return "newest" if self.sort == "relevance" and not self.query else self.sort

    def has(self, key: str, value: str) -> bool:
        return value in self.filters.get(key, ())

    def change(self, **changes: object) -> Self:
        """Return the request with other values, on its first page unless `page` is among them."""
        return dataclasses.replace(self, **{"page": 1, **changes})  # type: ignore[arg-type]

    def without(self, key: str, value: str) -> Self:
        """Return the request with one filter taken away."""
        left = ((k, tuple(v for v in values if (k, v) != (key, value))) for k, values in self.selected)
        near = None if key == "minutes" else self.near_minutes
        return self.change(selected=tuple((k, values) for k, values in left if values), near_minutes=near)

    def without_words(self) -> Self:
        return self.change(text="", query=Query(), near_minutes=None, offers=(), corrections=())

    def query_string(self) -> str:
        """Return the canonical address part, `?` included: what is not the default, in the order of the facets."""
        query = QueryDict(mutable=True)
        if self.text:
            query["q"] = self.text
        for key, values in self.selected:
            query.setlist(key, list(values))
        if read := self.read_values:
            query.setlist("read", read)
        if self.near_minutes:
            query["near"] = str(self.near_minutes)
        if self.as_typed:
            query["as"] = "typed"
        if self.any_words and self.school is None:
            query["words"] = "any"
        if self.sort != "relevance":
            query["sort"] = self.sort
        if self.page > 1:
            query["page"] = str(self.page)
        return "?" + query.urlencode()


def _clean_text(text: str, notices: list[str]) -> str:
    text = " ".join(_CONTROL.sub(" ", text[: 20 * LONGEST_TEXT]).split())
    whole, most = text, LONGEST_TEXT
    # As the address will have it, with spaces around phrases in quotation marks, a text can be longer than typed.
    while len(text) > LONGEST_TEXT or len(marks.write(marks.parse(text)[0])) > LONGEST_TEXT:
        text, most = text[:most].rsplit(" ", 1)[0], most - 10
    if text != whole:
        notices.append(_("Your search was long: only its first %(count)s characters were used.") % {"count": len(text)})
    return text


Selected = tuple[tuple[str, tuple[str, ...]], ...]


def _select(query: QueryDict, vocabulary: FacetValues, notices: list[str]) -> Selected:
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


def _read_before(query: QueryDict, selected: Mapping[str, tuple[str, ...]]) -> list[Interpretation]:
    """Return which filters were read from words on the page before, as the address says: those of a facet in which
    nothing else was ticked since."""
    found = []
    for said in query.getlist("read")[:MOST_READ]:
        key, _sign, rest = said.partition(_READ)
        value, _sign, typed = rest.partition(_READ)
        words = " ".join(_CONTROL.sub(" ", typed).replace('"', " ").split())
        if value in selected.get(key, ()) and 0 < len(words) <= LONGEST_READ:
            found.append(Interpretation(key, value, words))
    read = {key: {one.value for one in found if one.key == key} for key in selected}
    return [one for one in dict.fromkeys(found) if set(selected[one.key]) == read[one.key]]


def _in_order(found: Iterable[tuple[str, tuple[str, ...]]], vocabulary: FacetValues) -> Selected:
    """Return filters by facet, facets and values in the order in which they are shown."""
    chosen = {(key, value) for key, values in found for value in values}
    rows = ((f.key, tuple(v for v in vocabulary.get(f.key, {}) if (f.key, v) in chosen)) for f in FACETS)
    return tuple((key, values) for key, values in rows if values)


def _near(query: QueryDict) -> int | None:
    """Return a length named earlier: the address keeps it, beside the filter, when its words have become one."""
    value = query.get("near", "")
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= 3 else 0
    return number if 0 < number <= LONGEST_MINUTES else None


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
