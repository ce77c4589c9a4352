"""The search API at /api/v1/: the results of the page, with the same parser and limits, without a key."""

import dataclasses

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.core.cors import for_every_site
from search.engines import EngineUnavailable
from search.facets import ANY_NEED, FACETS, FacetValues
from search.request import PER_PAGE
from search.results import hits, limits, openapi
from search.results.answer import FALLBACK, Answer, answer
from search.results.beyond import Section
from search.results.hits import Hit
from search.results.limits import HELD_SECONDS, limited


@for_every_site
@limited(limits.data)
def search(request: HttpRequest) -> HttpResponse:
    """Answer a search as JSON; the parameters are those of the page, and `locale` in place of the language's path."""
    locale, notices = locale_of(request.GET)
    with translation.override(locale):
        try:
            found = answer(request.GET, language=locale)
        except EngineUnavailable:
            return JsonResponse({"error": _("Search is not available")}, status=503)
        response = JsonResponse(document(request, found, notices), json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, public=True, max_age=HELD_SECONDS)
    return response


@for_every_site
def description(request: HttpRequest) -> HttpResponse:
    """Answer what the API is, as an OpenAPI 3.1 document."""
    response = JsonResponse(openapi.document(request.build_absolute_uri("/")), json_dumps_params={"indent": 1})
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_safe
def human(request: HttpRequest) -> HttpResponse:
    """Show how the API is used, for people."""
    example = reverse("api_search") + "?q=interview&year=9&minutes=20"
    context = {
        "parameters": openapi.parameters(),
        "fields": openapi.RESULT["properties"],
        "example": request.build_absolute_uri(example),
        "per_minute": settings.SEARCHES_PER_MINUTE,
    }
    return render(request, "search/api.html", context)


def locale_of(query: QueryDict) -> tuple[str, list[str]]:
    """Return the language asked for, and what to say where there is no such language."""
    asked = query.get("locale", FALLBACK)
    if asked in dict(settings.LANGUAGES):
        return asked, []
    return FALLBACK, [_("That language is not known here: this is English.")]


def document(request: HttpRequest, found: Answer, notices: list[str]) -> dict[str, object]:
    """Return the answer as plain data, in the shape that `search.results.openapi` describes."""
    asked, response, vocabulary = found.asked, found.found, found.held.vocabulary
    return {
        "asked": {
            "text": asked.text,
            "filters": {key: list(values) for key, values in asked.selected},
            "sort": asked.order,
            "locale": asked.locale,
        },
        "understood": {
            "readings": [dataclasses.asdict(one) for one in asked.interpretations],
            "offers": [dataclasses.asdict(one) for one in asked.offers],
            "corrections": [dataclasses.asdict(one) for one in asked.corrections],
        },
        "notices": [*notices, *asked.notices],
        "total": response.total,
        "total_all_words": response.total_all,
        "total_any_word": response.total_any,
        "page": response.page,
        "pages": response.pages,
        "per_page": PER_PAGE,
        "results": [result(request, hit, vocabulary) for hit in hits.read(response.ids)],
        "beyond": [beyond(request, section, vocabulary) for section in found.sections],
        "facets": facets(found),
        "links": links(request, found),
    }


def facets(found: Answer) -> list[dict[str, object]]:
    asked, counts, vocabulary = found.asked, found.found.counts, found.held.vocabulary
    return [
        {
            "key": facet.key,
            "label": str(facet.label),
            "values": [
                {
                    "value": value,
                    "label": choice.text,
                    "count": counts[facet.key].get(value, 0),
                    "chosen": asked.has(facet.key, value),
                }
                for value, choice in vocabulary[facet.key].items()
            ],
        }
        for facet in FACETS
    ]


def beyond(request: HttpRequest, section: Section, vocabulary: FacetValues) -> dict[str, object]:
    """Return what follows where the filters that were read leave room."""
    return {
        "line": section.line,
        "filters": {key: list(values) for key, values in section.asked.selected},
        "text": section.asked.text,
        "total": section.total,
        "results": [result(request, hit, vocabulary) for hit in hits.read(section.ids)],
    }


def result(request: HttpRequest, hit: Hit, vocabulary: FacetValues) -> dict[str, object]:
    entry = hit.entry

    def named(key: str) -> list[dict[str, str]]:
        known = vocabulary[key]
        return [{"value": value, "label": known[value].text} for value in known if value in hit.values.get(key, ())]

    return {
        "url": hit.full_address(request),
        "title": entry.title,
        "summary": entry.summary,
        "kind": entry.kind,
        "type": next(iter(named("type")), None),
        "unit": unit(request, hit),
        "years": sorted(int(value) for value in hit.values.get("year", ())),
        "stages": sorted(hit.values.get("stage", ())),
        "minutes": entry.minutes,
        "subjects": named("subject"),
        "needs": [need for need in named("need") if need["value"] != ANY_NEED],
        "locale": entry.locale,
        "sample": entry.is_sample,
        "first_published": entry.first_published.isoformat() if entry.first_published else None,
        "last_checked": entry.last_checked.isoformat() if entry.last_checked else None,
    }


def unit(request: HttpRequest, hit: Hit) -> dict[str, object] | None:
    """Return the unit that a lesson is of, and which of its lessons it is."""
    if not hit.entry.part:
        return None
    url = hit.page.get_full_url(request)
    return {"title": hit.entry.texts.get("unit", ""), "url": url, "lesson": hit.entry.number}


def links(request: HttpRequest, found: Answer) -> dict[str, str | None]:
    """Return addresses: of the pages of results around this one, and of the same search as a page and as a feed."""
    asked, pages = found.asked, found.found.pages
    here, language = request.build_absolute_uri(request.path), "" if asked.locale == FALLBACK else asked.locale

    def at(page: int) -> str | None:
        if not 1 <= page <= pages:
            return None
        query = asked.change(page=page).query_string()
        return (here + query + (f"&locale={language}" if language else "")).replace("?&", "?").removesuffix("?")

    query = asked.query_string().removesuffix("?")
    return {
        "self": at(asked.page),
        "first": at(1),
        "previous": at(asked.page - 1),
        "next": at(asked.page + 1),
        "last": at(pages),
        "page": request.build_absolute_uri(reverse("search") + query),
        "feed": request.build_absolute_uri(reverse("search_feed") + query),
    }
