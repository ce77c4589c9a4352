"""What `hub.core.blocks.FigureBlock` offers and says, from the figures there are.

A borough without a figure of its own is given London's, and that is said.
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curriculum.models import Sector
from hub.core.figures import LONDON, Asked, Choices, Offer, register_figures
from hub.core.figures import Figure as Said
from hub.labour_market.models import Area, Figure, LabourMarketPage, Measure
from hub.labour_market.words.anywhere import sentence_of
from hub.labour_market.words.names import place

# By what a figure is found: measure, sector ("" for all work) and area, each a slug.
Key = tuple[str, str, str]


def register() -> None:
    """Offer the figures to blocks anywhere."""
    register_figures(Offer(measures=measures, sectors=sectors, boroughs=boroughs, say=say))


def measures() -> Choices:
    """Return the measures of sources that are not withdrawn, grouped by source."""
    rows = Measure.objects.filter(source__withdrawn_on__isnull=True).select_related("source")
    by_source = groupby(sorted(rows, key=lambda each: (str(each.source), each.order)), key=lambda each: each.source)
    return [(str(source), [(each.slug, each.label) for each in some]) for source, some in by_source]


def sectors() -> Choices:
    """Return the sectors, by slug."""
    return [(sector.slug, str(sector)) for sector in Sector.objects.current()]


def boroughs() -> Choices:
    """Return the boroughs that there are figures for, by slug."""
    found = [(area.slug, str(area)) for area in Area.objects.boroughs().select_related("borough")]
    return sorted(found, key=lambda pair: pair[1])


def say(asks: Collection[Asked], on: datetime.date) -> Mapping[Asked, Said]:
    """Return what is said to each that there is a figure for; the number of queries does not grow with them."""
    newest = _newest(asks)
    links = Links.read() if newest else Links()
    places = {row.area.slug: row.area for row in newest.values()}
    said = {}
    for asked in asks:
        own = newest.get((asked.measure, asked.sector, asked.area))
        shown = own if own and own.value is not None else newest.get((asked.measure, asked.sector, LONDON))
        if shown is not None and shown.value is not None:
            instead = places.get(asked.area) if shown.area.slug != asked.area else None
            said[asked] = _said(shown, links, instead, on=on)
    return said


def _newest(asks: Collection[Asked]) -> dict[Key, Figure]:
    """Return the newest figure of each measure, sector and area that is asked for, and London's beside."""
    sectors = {asked.sector for asked in asks if asked.sector}
    rows = Figure.objects.filter(
        Q(sector__isnull=True) | Q(sector__slug__in=sectors),
        measure__slug__in={asked.measure for asked in asks},
        measure__source__withdrawn_on__isnull=True,
        area__slug__in={LONDON, *(asked.area for asked in asks)},
        occupation__isnull=True,
    )
    ordered = rows.select_related("measure__source", "area__borough", "sector").order_by("end", "start")
    return {(row.measure.slug, row.sector.slug if row.sector else "", row.area.slug): row for row in ordered}


@dataclass(frozen=True)
class Links:
    """Where the page of the labour market is; nowhere without one that is public."""

    page: LabourMarketPage | None = None

    @classmethod
    def read(cls) -> "Links":
        pages = LabourMarketPage.objects.live().public().select_related("locale")
        by_language = {page.locale.language_code: page for page in pages}
        return cls(by_language.get(get_language() or "") or next(iter(by_language.values()), None))

    def to(self, figure: Figure) -> tuple[str, str]:
        """Return the address of the page that a figure stands on and the words that lead there."""
        if self.page is None:
            return "", ""
        part, what = "", str(figure.area)
        if figure.sector is not None:
            part, what = f"sector-{figure.sector.slug}", str(figure.sector)
        elif figure.area.level == Area.Level.BOROUGH:
            part = f"borough-{figure.area.slug}"
        url = f"{self.page.url}{self.page.part_path(part) if part else ''}"
        return url, _("More figures: %(what)s") % {"what": what}


def _said(figure: Figure, links: Links, instead: Area | None, *, on: datetime.date) -> Said:
    source = figure.measure.source
    url, more = links.to(figure)
    due = ""
    if source.next_release is not None and source.is_past_release(on):
        due = _("Newer figures were due on %(day)s.") % {"day": date_format(source.next_release, "j F Y")}
    return Said(
        sentence=sentence_of(figure),
        period=figure.period,
        source=str(source),
        source_url=source.url,
        due=due,
        instead=_("Not published for %(place)s: this is London’s.") % {"place": place(instead)} if instead else "",
        url=url,
        more=more,
        area=str(figure.area),
        checked_on=source.checked_on,
    )
