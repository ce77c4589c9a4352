"""The labour market's pages among the results: sectors, boroughs and occupations that the words name.

They are no entries, which lessons and resources share their ranking with: a few hundred names that a process keeps in
memory, shown in a section of their own. "Nurse" finds lessons first; "nurse pay" asks for figures, and these lead.
"""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import connection
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from curriculum.models import Sector
from hub.core.selectors import address
from hub.labour_market.models import Area, LabourMarketPage, Occupation
from hub.labour_market.words.names import job
from search.index.analysis import analyse, telling

MOST = 3
# Who types one of these asks for figures of work, not for a lesson.
SAYS_FIGURES = (
    "job jobs pay pays paid salary salaries wage wages earn earns earning earnings vacancy vacancies employment "
    "unemployment occupation occupations industry industries sector sectors growing growth shrinking projection "
    "projections lmi"
)
# With one of these, and London or nothing else, all of London is meant.
SAYS_LONDON = "london growing growth shrinking vacancy vacancies projection projections salary salaries lmi"
# They may stand beside a name without changing what is meant.
BESIDE = (
    "london labour market information figures data statistics many much most more fewer less biggest number average "
    "near local area borough people young person become becoming work working works do doing future 2030 2035"
)


@dataclasses.dataclass(frozen=True)
class Named:
    """A page of the labour market. `names`: the analysed words of each name it has."""

    title: str
    kind: str
    summary: str
    part: str
    names: tuple[frozenset[str], ...]


@dataclasses.dataclass(frozen=True)
class Found:
    """What the words name, the closest names first; `leads`: figures of these are what was asked for."""

    named: Sequence[Named] = ()
    leads: bool = False
    page: LabourMarketPage | None = None

    def url(self, one: Named, request: HttpRequest) -> str:
        """Return the address of one of the pages."""
        return address(self.page, request) + self.page.part_path(one.part) if self.page else ""


def named(typed: str, *, locale: str) -> Found:
    """Return the pages of the labour market that a text names; nothing where the hub has none in a language."""
    page, known = _held(locale)
    words = frozenset(telling(analyse(typed, locale), locale))
    if page is None or not words:
        return Found()
    figures, beside = words & _stems(SAYS_FIGURES, locale), words & _stems(BESIDE, locale)
    core = words - figures - beside
    if not core:
        whole = bool(words & _stems(SAYS_LONDON, locale)) and bool(figures)
        return Found(known[:1], whole, page) if figures else Found()
    ranked = sorted(_ranked(core, known[1:], figures=bool(figures)), key=lambda row: row[:2])
    best = [one for _far, _place, one in ranked[:MOST]]
    leads = bool(best) and bool(figures) and core <= frozenset().union(*best[0].names)
    return Found(best, leads, page)


def _ranked(core: Collection[str], known: Sequence[Named], *, figures: bool) -> Iterator[tuple[int, int, Named]]:
    """Yield what the words name: how many words are too many or too few, its place, and itself.

    Words that are part of a name name it ("nurse"); words with more beside them only where figures are asked for
    ("hackney jobs for school leavers").
    """
    wanted = frozenset(core)
    for place, one in enumerate(known):
        far = [len(name ^ wanted) for name in one.names if wanted <= name or (figures and name <= wanted)]
        if far:
            yield min(far), place, one


def _stems(words: str, locale: str) -> frozenset[str]:
    return frozenset(analyse(words, locale))


_kept: dict[str, tuple[object, LabourMarketPage | None, Sequence[Named]]] = {}


def _held(locale: str) -> tuple[LabourMarketPage | None, Sequence[Named]]:
    """Return the page of a language and what it has parts for; one query while these stay the same."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [locale])
        state = cursor.fetchone()
    if state is None:
        return None, ()
    if locale not in _kept or _kept[locale][0] != state:
        page = LabourMarketPage.objects.get(pk=state[0])
        with override(locale):
            _kept[locale] = (state, page, list(_named(page, locale)))
    return _kept[locale][1:]


# The page that everybody may read, and what changes when it, the sectors or the occupations do. Plain SQL, asked with
# each search: putting it together takes several times as long as the database does.
_STATE = """
SELECT page.id, page.path, page.url_path, page.latest_revision_id,
(SELECT COUNT(*) FROM curriculum_sector WHERE NOT retired),
(SELECT COUNT(*) FROM labour_market_occupation), (SELECT MAX(id) FROM labour_market_occupation)
FROM labour_market_labourmarketpage own JOIN wagtailcore_page page ON page.id = own.page_ptr_id
JOIN wagtailcore_locale locale ON locale.id = page.locale_id
WHERE page.live AND page.alias_of_id IS NULL AND locale.language_code = %s AND NOT EXISTS (
SELECT 1 FROM wagtailcore_pageviewrestriction closed JOIN wagtailcore_page above ON above.id = closed.page_id
WHERE above.path = SUBSTR(page.path, 1, LENGTH(above.path)))
ORDER BY page.path LIMIT 1
"""


def _named(page: LabourMarketPage, locale: str) -> Iterator[Named]:
    """Yield London, then the sectors, the boroughs and the occupations."""
    yield Named(page.title, _("London"), page.summary, "", ())
    for sector in Sector.objects.current():
        names = (str(sector), sector.label, *sector.synonyms)
        yield Named(str(sector), _("Sector"), "", f"sector-{sector.slug}", _names(names, locale))
    for area in Area.objects.boroughs().select_related("borough"):
        yield Named(str(area), _("Borough"), "", f"borough-{area.slug}", _names((str(area), *area.also), locale))
    units = Occupation.objects.filter(level=Occupation.Level.UNIT)
    for one in units.prefetch_related(Prefetch("sectors", Sector.objects.current())):
        within = ", ".join(str(sector) for sector in one.sectors.all())
        names = _names((one.title, *one.job_titles), locale)
        yield Named(job(one.title), _("Occupation"), within, f"occupation-{one.code}", names)


def _names(names: Iterable[str], locale: str) -> tuple[frozenset[str], ...]:
    found = (frozenset(telling(analyse(name, locale), locale)) for name in dict.fromkeys(names))
    return tuple(dict.fromkeys(name for name in found if name))
