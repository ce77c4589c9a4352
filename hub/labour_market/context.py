"""What the pages of the labour market show, registered for `LabourMarketPage`."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.core.beside import Group, beside
from hub.core.page_context import Context, Graph
from hub.core.selectors import address
from hub.core.seo import PagePart
from hub.labour_market import lists, schema_org, selectors, visits
from hub.labour_market.asked import asked
from hub.labour_market.comparing import side_by_side
from hub.labour_market.models import LabourMarketPage, Occupation
from hub.labour_market.profiles import Profile
from hub.labour_market.reader import Reader

SHOWN = {**lists.SHOWN, "compare": side_by_side}


@dataclass(frozen=True)
class ReaderLink:
    """A link to the same page for another reader."""

    label: str
    url: str
    current: bool


def labour_market_context(
    page: LabourMarketPage, request: HttpRequest, *, kind: str = "london", slug: str = "", **kwargs: object
) -> Context:
    """Return what the page or one of its parts shows; `part` is None where there is no such part."""
    on = timezone.localdate()
    ask = asked(request)
    shared: dict[str, object] = {
        "kind": kind,
        "base": address(page, request),
        "ask": ask,
        "reader": ask.reader,
        "compared": ask.reader.a or slug,
        "readers": _readers(page, request, ask.reader, f"{kind}-{slug}" if slug else kind),
    }
    if kind in SHOWN:
        shown = SHOWN[kind](ask, on)
        return {**shared, **shown, "part": PagePart(kind, str(shown["heading"]), str(shown["said"]), [])}
    profile = selectors.profile_of(kind, slug, on=on)
    return {**shared, **_profile(page, request, profile, kind, slug)}


def _readers(page: LabourMarketPage, request: HttpRequest, reader: Reader, part: str) -> list[ReaderLink]:
    """Return a link for each reader to this same page; what is compared stays compared."""
    below = address(page, request) + page.part_path(part)
    compared = {key: request.GET[key] for key in ("kind", "a", "b") if request.GET.get(key)}
    kinds = ((_("Young people"), False, False), (_("Parents"), True, False), (_("Easy read"), reader.parent, True))
    return [
        ReaderLink(
            label,
            below + reader.query_as(parent=parent, easy=easy, **compared),
            current=easy == reader.easy and (easy or parent == reader.parent),
        )
        for label, parent, easy in kinds
    ]


def _profile(
    page: LabourMarketPage, request: HttpRequest, profile: Profile | None, kind: str, slug: str
) -> dict[str, object]:
    if profile is None:
        return {"profile": None, "part": None}
    row = _occupation(slug) if kind == "occupation" else None
    sectors = [slug] if kind == "sector" else [each.slug for each in row.sectors.all()] if row else []
    key = f"{kind}-{slug}" if slug else ""
    files = _files(kind, slug)
    url = (page.get_full_url(request) or "") + page.part_path(key)
    full = {form: urljoin(url, path) for form, path in files.items()}
    graph: Graph = schema_org.graph(profile, row, url=url, files=full)
    page.graph_shown = graph
    return {
        "profile": profile,
        "visits": visits.shown(kind, slug),
        "occupation": row,
        "files": files,
        "beside": _beside(page, request, sectors),
        "searched": sectors[0] if sectors else "",
        "part": PagePart(key, profile.title, profile.lede, graph) if key else None,
    }


def _occupation(code: str) -> Occupation | None:
    return Occupation.objects.prefetch_related("sectors").filter(code=code).first()


def _files(kind: str, slug: str) -> dict[str, str]:
    if kind == "london":
        return {form: reverse("london_figures", args=[form]) for form in schema_org.FORMS}
    return {form: reverse("part_figures", args=[kind, slug, form]) for form in schema_org.FORMS}


def _beside(page: LabourMarketPage, request: HttpRequest, sectors: Sequence[str]) -> list[Group]:
    return beside(sectors, page.locale, request)


def labour_market_schema_org(page: LabourMarketPage, request: HttpRequest) -> Graph:
    """Return the schema.org objects of London at a glance, as its context made them."""
    return list(page.graph_shown)
