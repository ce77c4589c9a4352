"""What a search finds besides lessons: schools, what schools are asked to publish, and the pages of the hub itself.

None of these are entries: schools are the register's, the rest is a few dozen texts that a process keeps in memory.
"""

import dataclasses
import datetime
from collections.abc import Iterator, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from hub.core.selectors import address
from hub.pages.selectors import when
from hub.schools.directory import finder
from hub.schools.directory.finder import WordsOfLessons
from hub.schools.duties.asked import asked as asked_of_schools
from search.index.adapters.base import stream_text
from search.index.analysis import analyse, telling
from search.request import SearchRequest
from search.results import events, jobs, offers
from search.results.answer import FALLBACK, Answer
from search.results.hits import closed_paths
from search.understanding.query import Clause

MOST = 3
# Lessons that hold all words before a page or a duty of that name comes after them.
FEW_LESSONS = 3
# In so many entries a word is one of lessons.
TRUSTED = 2
# Words of what a duty asks; the rest stands where it is explained.
LONGEST_SUMMARY = 24
# The front page is at depth 2; a school's pages begin below 4.
DEEPEST = 4
PAGE_TYPES = (
    "pages.standardpage",
    "pages.newsindexpage",
    "home.parentspage",
    "home.accessibilitystatementpage",
    "curriculum.curriculumindexpage",
    "curriculum.curriculummappage",
    "curriculum.keystagepage",
    "resources.resourceindexpage",
    "schools.schoolindexpage",
    "clusters.clusterindexpage",
    "clusters.clusterpage",
)
# Plain SQL, asked with each search: putting it together takes several times as long as the database does.
_PAGES = """
SELECT page.id, page.path, page.title, page.url_path, page.last_published_at, page.latest_revision_id
FROM wagtailcore_page page JOIN wagtailcore_locale locale ON locale.id = page.locale_id
WHERE page.live AND page.alias_of_id IS NULL AND page.depth <= %s AND locale.language_code = %s
AND page.content_type_id IN ({types})
"""
# What people call the list of all duties, besides its title.
CALLED = (
    "must should website publish online legal law statutory duty duties requirement requirements compliance comply say "
    "ask careers school policy"
)
# Who types one of these, and with it nothing that the title of a duty lacks, asks for the duty, whatever lessons say.
SAYS_DUTY = (
    "access clause comply compliance duty law legal must policy publish regulation requirement statement statutory"
)


@dataclasses.dataclass(frozen=True)
class Text:
    """A page of the hub (`page`), or something on one (`url`), with its analysed words."""

    title: str
    summary: str
    kind: str
    title_words: frozenset[str]
    words: frozenset[str]
    title_language: str
    summary_language: str
    page: Page | None = None
    url: str = ""


@dataclasses.dataclass(frozen=True)
class Line:
    """A page or a duty as it is listed; a language is named where it is not that of the page it is listed on."""

    title: str
    summary: str
    kind: str
    url: str
    title_language: str = ""
    summary_language: str = ""


@dataclasses.dataclass(frozen=True)
class Elsewhere:
    """Schools, other `lines`, `jobs`, pages of the labour market, and whether these stand before the lessons; `offers`
    of employers, `events` to come. `typed`: the words, to ask the directory."""

    schools: finder.Answer | None = None
    lines: Sequence[Line] = ()
    lines_lead: bool = False
    jobs: Sequence[Line] = ()
    jobs_lead: bool = False
    offers: Sequence[Line] = ()
    events: Sequence[Line] = ()
    typed: str = ""

    def __bool__(self) -> bool:
        return bool(self.schools or self.lines or self.jobs or self.offers or self.events)

    @property
    def said(self) -> str:
        """What somebody who does not see the page is told of the schools, after the number of results."""
        if not self.schools:
            return ""
        number = self.schools.total or len(self.schools.lines)
        return ngettext(", %(n)s school", ", %(n)s schools", number) % {"n": number}


def elsewhere(request: HttpRequest, found: Answer, *, on: datetime.date) -> Elsewhere:
    """Return what else the first page of results shows; nothing where no words were typed."""
    if found.asked.page > 1 or not found.typed.strip():
        return Elsewhere()
    lines, leads = _lines(request, found)
    about = jobs.named(found.typed, locale=found.asked.locale)
    listed = [Line(one.title, one.summary, one.kind, about.url(one, request)) for one in about.named]
    offered = list(_offered(found, on))
    coming = list(_coming(request, found, on))
    return Elsewhere(_schools(found, on), lines, leads, listed, about.leads, offered, coming, found.typed)


def _coming(request: HttpRequest, found: Answer, on: datetime.date) -> Iterator[Line]:
    """Yield the events to come that hold all the words, each with its moment and its place."""
    for event in events.named(found.typed, locale=found.asked.locale, on=on):
        said = f"{when(event)}. {event.place}"
        yield Line(event.title, said, str(event.get_audience_display()), address(event, request))


def _offered(found: Answer, on: datetime.date) -> Iterator[Line]:
    """Yield the offers of employers that hold all the words. What an employer writes is English."""
    english = "" if found.asked.locale == FALLBACK else FALLBACK
    for one in offers.named(found.typed, locale=found.asked.locale, on=on):
        url = reverse("opportunities_offer_page", args=[one.key])
        yield Line(one.title, one.summary, one.kind, url, title_language=english, summary_language=english)


def _schools(found: Answer, on: datetime.date) -> finder.Answer | None:
    """Return the schools that the words name: as typed, or without the filters that were read from them."""
    index_words = found.held.index_words(found.asked.locale)

    def common(word: str) -> bool:
        return index_words.entries.get(word, 0) >= TRUSTED or word in index_words.phrases.words

    return finder.schools_for(
        dict.fromkeys((found.typed, found.asked.text)),
        on=on,
        lessons=WordsOfLessons(common, index_words.known),
        nothing_else=not found.found.total,
    )


def _lines(request: HttpRequest, found: Answer) -> tuple[list[Line], bool]:
    """Return the pages and duties that hold all words, the best titles first, and whether the first one is meant."""
    clauses = found.asked.query.clauses
    if not clauses:
        return [], False
    ranked = []
    for text in texts(found.asked.locale):
        if all(_holds(clause, text.words) for clause in clauses):
            in_title = sum(_holds(clause, text.title_words) for clause in clauses)
            ranked.append((in_title, -len(text.title_words), text))
    ranked.sort(key=lambda row: row[:2], reverse=True)
    best = [text for _in_title, _length, text in ranked[:MOST]]
    leads = bool(best) and _is_meant(best[0], ranked[0][0], found.asked, found.found.total_all)
    return list(_listed(request, best)), leads


def _holds(clause: Clause, words: frozenset[str]) -> bool:
    return any(words.issuperset(option.words) for option in clause.alternatives)


def _is_meant(text: Text, in_title: int, asked: SearchRequest, lessons: int) -> bool:
    """Tell whether a text comes before lessons: all of its title was typed; or the query is its title's, and speaks of
    duties or is hardly any lesson's."""
    typed = {word for clause in asked.query.clauses for option in clause.alternatives for word in option.words}
    if text.title_words and text.title_words <= typed:
        return True
    of_a_duty = bool(text.url) and not _telling(SAYS_DUTY, asked.locale).isdisjoint(typed)
    return in_title == len(asked.query.clauses) and (of_a_duty or lessons <= FEW_LESSONS)


def _listed(request: HttpRequest, best: Sequence[Text]) -> Iterator[Line]:
    here = _interface()
    for text in best:
        languages = (said if said != here else "" for said in (text.title_language, text.summary_language))
        url = address(text.page, request) if text.page else text.url
        yield Line(text.title, text.summary, text.kind, url, *languages)


_held: dict[tuple[str, str], tuple[object, Sequence[Text]]] = {}


def texts(locale: str) -> Sequence[Text]:
    """Return the texts of a language: two queries while no page has changed."""
    rows = _pages(locale)
    place = (locale, _interface())
    if place not in _held or _held[place][0] != rows:
        _held[place] = (rows, [*_duties(locale), *_texts_of_pages(locale, [pk for pk, *_rest in rows])])
    return _held[place][1]


def _interface() -> str:
    return get_language() or FALLBACK


def _pages(locale: str) -> list[tuple]:
    """Return the live pages of the hub that are no entries, without those that not everybody may read."""
    types = [ContentType.objects.get_by_natural_key(*name.split(".")).pk for name in PAGE_TYPES]
    with connection.cursor() as cursor:
        cursor.execute(_PAGES.format(types=", ".join(["%s"] * len(types))), [DEEPEST, locale, *types])
        rows = cursor.fetchall()
    closed = closed_paths()
    return sorted((row for row in rows if not row[1].startswith(closed)), key=lambda row: row[1])


def _texts_of_pages(locale: str, pks: Sequence[int]) -> Iterator[Text]:
    for page in Page.objects.filter(pk__in=pks).order_by("path").specific():
        body = stream_text(page.body) if hasattr(page, "body") else ""
        purpose = get_text_for_indexing(getattr(page, "purpose", ""))
        yield _text(locale, page.title, page.summary, str(_("Page")), f"{body}\n{purpose}", page=page)


def _duties(locale: str) -> Iterator[Text]:
    about = reverse("duties_data")
    everything = _text(
        locale,
        _("What schools are asked to publish"),
        _("What law, guidance and London Ambitions ask of a school's careers pages, each with its source."),
        _("All duties"),
        CALLED,
        url=f"{about}#asked",
    )
    yield dataclasses.replace(everything, title_words=everything.title_words | _telling(CALLED, locale))
    for line in asked_of_schools():
        titles = " ".join(str(rule.title) for rule in line.rules)
        # What a duty asks is said in English alone, as on the page that explains it.
        with override(FALLBACK):
            explained = (f"{rule.title} {rule.explanation}" for rule in line.rules)
            more = " ".join((titles, *line.sources, *explained))
            summary = Truncator(" ".join(line.requests)).words(LONGEST_SUMMARY, truncate="…")
        text = _text(locale, str(line.title), summary, str(line.label), more, url=f"{about}#{line.anchor}")
        text = dataclasses.replace(text, summary_language=FALLBACK)
        yield dataclasses.replace(text, title_words=text.title_words | _telling(titles, locale))


def _text(
    locale: str, title: str, summary: str, kind: str, more: str, *, page: Page | None = None, url: str = ""
) -> Text:
    words = frozenset(analyse(f"{title}\n{summary}\n{more}", locale))
    said_in = locale if page else _interface()
    return Text(title, summary, kind, _telling(title, locale), words, said_in, said_in, page, url)


def _telling(title: str, locale: str) -> frozenset[str]:
    return frozenset(telling(analyse(title, locale), locale))
