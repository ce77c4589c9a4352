"""Who asks for a page of the labour market, and what can be chosen on it."""

from dataclasses import dataclass

from django.http import HttpRequest

from curriculum.models import Sector
from hub.labour_market.models import Area
from hub.labour_market.reader import Reader, read


@dataclass(frozen=True)
class Ask:
    """The reader, every borough by name, every sector, and the borough that was chosen."""

    reader: Reader
    boroughs: list[Area]
    sectors: list[Sector]
    borough: Area | None


def asked(request: HttpRequest) -> Ask:
    """Return what the address of a request says; two queries."""
    boroughs = sorted(Area.objects.boroughs().select_related("borough"), key=str)
    sectors = list(Sector.objects.current())
    by_slug = {area.slug: area for area in boroughs}
    reader = read(request.GET, boroughs=by_slug, sectors={sector.slug for sector in sectors})
    return Ask(reader, boroughs, sectors, by_slug.get(reader.borough))
