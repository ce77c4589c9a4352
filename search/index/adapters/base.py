"""The base class of adapters, which turn a page into an entry: words by zone, facet values, length."""

import abc
import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from itertools import chain

from django.db.models import QuerySet
from wagtail.blocks import StreamValue
from wagtail.models import Page

from curriculum.models import Criterion, NeedType, YearGroup
from curriculum.models.terms import Term
from search.facets import FACETS, minute_values
from search.index import units
from search.index.analysis import stems, tokens, written
from search.index.zones import ZONES

KEYWORD_FIELDS = ("year_groups", "subjects", "sectors", "criteria", "audiences", "needs")


@dataclasses.dataclass(frozen=True)
class Document:
    """An entry's content, as read from a page: everything that follows from the page and from nothing else. `part` and
    `number` as an entry has them."""

    kind: str
    locale: str
    title: str
    summary: str
    texts: Mapping[str, str]
    facets: frozenset[tuple[str, str]]
    minutes: int | None
    first_published: datetime.datetime | None
    last_checked: datetime.date | None
    school_id: int | None = None
    groups: tuple[str, ...] = ()
    is_sample: bool = False
    part: str = ""
    number: int | None = None

    def words(self) -> dict[str, str]:
        """Return the analysed words of each zone that has any, joined by spaces."""
        return self.analysed()[0]

    def analysed(self) -> tuple[dict[str, str], set[str]]:
        """Return the analysed words of each zone that has any, joined by spaces, and the words as they are written."""
        folded = {zone: tokens(self.texts.get(zone, "")) for zone in ZONES}
        found = {zone: " ".join(stems(some, self.locale)) for zone, some in folded.items()}
        return {zone: words for zone, words in found.items() if words}, written(chain.from_iterable(folded.values()))


class Adapter(abc.ABC):
    """Reads one page type. Read child rows and many-to-many fields from the instance: while a page is saved, the
    database does not have them yet."""

    model: type[Page]
    kind: str

    @abc.abstractmethod
    def texts(self, page: Page) -> dict[str, str]:
        """Return the text of each zone, title and keywords apart."""

    def covers(self, page: Page) -> bool:
        """Tell whether this page, of this type, is indexed."""
        return True

    def narrow(self, queryset: QuerySet) -> QuerySet:
        """Keep the pages that `covers` would."""
        return queryset

    def minutes(self, page: Page) -> int | None:
        return getattr(page, "minutes", None)

    def facets(self, page: Page) -> Mapping[str, Iterable[str]]:
        """Return values of facets that this type keeps elsewhere than the facet's own reader looks."""
        return {}

    def documents(self, page: Page) -> list[Document]:
        """Return the page itself, then its parts that have an entry each."""
        return [self.document(page)]

    def document(self, page: Page) -> Document:
        locale = page.locale.language_code
        own = {"kind": [self.kind], "minutes": minute_values(self.minutes(page)), **self.facets(page)}
        values = {(f.key, value) for f in FACETS for value in (own[f.key] if f.key in own else f.read(page))}
        texts = {"title": page.title, "keywords": keywords(page, locale), **self.texts(page)}
        return Document(
            kind=self.kind,
            locale=locale,
            title=page.title,
            summary=page.summary,
            texts={zone: text for zone, text in texts.items() if text},
            facets=frozenset(values),
            minutes=self.minutes(page),
            first_published=page.first_published_at,
            last_checked=getattr(page, "last_checked", None),
            school_id=getattr(page, "school_id", None),
            groups=units.groups_of(page.pk),
            is_sample=getattr(page, "is_sample", False),
        )


def keywords(page: Page, locale: str) -> str:
    """Return what the page's terms are called, their synonyms and the short forms that teachers type."""
    found: list[str] = []
    for field in KEYWORD_FIELDS:
        if (manager := getattr(page, field, None)) is not None:
            found += [part for term in manager.all() for part in names(term, locale)]
    if resource_type := getattr(page, "resource_type", None):
        found += names(resource_type, locale)
    found += [getattr(page, "provider", ""), getattr(page, "topic", "")]
    return "\n".join(part for part in dict.fromkeys(found) if part)


def names(term: Term, locale: str) -> list[str]:
    """Return a term's label in a language, its synonyms, and its short forms."""
    found = [term.labels.get(locale, term.label), *term.synonyms]
    if isinstance(term, YearGroup):
        stage = term.key_stage
        found += [f"Y{term.number}", stage.labels.get(locale, stage.label), f"KS{stage.number}"]
    elif isinstance(term, Criterion):
        short = f"GB{term.code.removeprefix('GB')}" if term.slug.startswith("gb") else term.code
        found += dict.fromkeys((term.code, short))
    elif isinstance(term, NeedType):
        found.append(term.abbreviation)
    return found


def stream_text(stream: StreamValue) -> str:
    """Return the words of a StreamField's value, one block's text to a line."""
    return "\n".join(stream.stream_block.get_searchable_content(stream)) if stream else ""
