"""The figures of each page as files. Whoever can read the page can have them: no key, no cookie, no limit."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from hub.core.cors import for_every_site
from hub.labour_market import files, selectors
from hub.labour_market.asked import asked
from hub.labour_market.comparing import compared
from hub.labour_market.models import LabourMarketPage
from hub.labour_market.profiles import Shown

HELD_SECONDS = 3600
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@for_every_site
@require_safe
def figures(request: HttpRequest, form: str, kind: str = "london", slug: str = "") -> HttpResponse:
    """Answer with the figures of London, or of one part of its page; 404 where there is no such part."""
    page = _page()
    profile = selectors.profile_of(kind, slug, on=timezone.localdate())
    if profile is None:
        raise Http404("no such part")
    part = f"{kind}-{slug}" if slug else ""
    address = (page.get_full_url(request) or "") + page.part_path(part)
    return _answer(profile.figures, form, title=profile.title, url=address, name=slug or "london")


@for_every_site
@require_safe
def compared_figures(request: HttpRequest, form: str) -> HttpResponse:
    """Answer with the figures that two boroughs or sectors have in common; 404 where two were not named."""
    page = _page()
    found = compared(asked(request), on=timezone.localdate())
    if found is None:
        raise Http404("nothing to compare")
    shown = tuple(each for row in found.rows for each in (row.a, row.b) if each)
    address = (page.get_full_url(request) or "") + page.part_path("compare")
    title = f"{found.a.title}, {found.b.title}"
    return _answer(shown, form, title=title, url=address, name=f"{found.a.key}-{found.b.key}")


def _page() -> LabourMarketPage:
    """Return the page of the labour market in the language that it is written in, if anybody may see it."""
    page = LabourMarketPage.objects.live().public().filter(alias_of__isnull=True).order_by("path").first()
    if page is None:
        raise Http404("the page is not public")
    return page


def _answer(shown: tuple[Shown, ...], form: str, *, title: str, url: str, name: str) -> HttpResponse:
    body = files.as_csv(shown) if form == "csv" else files.as_json(shown, title=title, url=url)
    response = HttpResponse(body, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="jobs-{name}.{form}"'
    patch_cache_control(response, public=True, max_age=HELD_SECONDS)
    return response
