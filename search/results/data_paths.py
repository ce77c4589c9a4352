"""The public data addresses beside the search, as OpenAPI describes them."""

from typing import NamedTuple

from django.urls import reverse

Described = dict[str, object]
# Stands for a part of an address that is a name.
NAME = "example-0"


class Data(NamedTuple):
    """An address: its name in the URL configuration, what it answers with, as which type; `of`: what it is one of."""

    name: str
    summary: str
    content: str
    of: str = ""


DATA = (
    Data("api_description", "This document", "application/json"),
    Data("search_feed", "A search as a feed, newest first; the parameters of the search", "application/atom+xml"),
    Data("search_suggest", "Suggestions for words that are being typed, in q, as a list in HTML", "text/html"),
    Data(
        "school_duties", "What one school publishes, by rule, with the law each rests on", "application/json", "school"
    ),
    Data("school_dates", "The dates on which a school's pages are due for review", "text/calendar", "school"),
    Data("borough_duties", "What the schools of a borough publish, a line for each school", "text/csv", "borough"),
    Data("sitemaps", "The parts of the sitemap, one for each language", "application/xml"),
    Data(
        "sitemap",
        "The public pages of one language, and the languages each can be read in",
        "application/xml",
        "section",
    ),
    Data("health", "Whether the hub can serve, and what is degraded", "application/json"),
    Data("health_ready", "The same", "application/json"),
    Data("health_live", "Whether the hub runs", "application/json"),
    Data("health_metrics", "Figures for a monitor, in the text format of Prometheus", "text/plain"),
    Data("search_health", "Which engine answers searches", "application/json"),
    Data("robots", "What crawlers are asked to leave out", "text/plain"),
    Data("manifest", "Name, colours and icons for a home screen", "application/manifest+json"),
    Data("security_txt", "Where to report a weakness (RFC 9116)", "text/plain"),
)
# What the part of an address is called in the URL configuration.
PARTS = {"school": "slug", "borough": "slug", "section": "section"}


def paths() -> dict[str, Described]:
    """Return the paths of an OpenAPI document, by address."""
    return {_address(each): {"get": _operation(each)} for each in DATA}


def _address(data: Data) -> str:
    if not data.of:
        return reverse(data.name)
    return reverse(data.name, kwargs={PARTS[data.of]: NAME}).replace(NAME, f"{{{data.of}}}")


def _operation(data: Data) -> Described:
    operation: Described = {
        "operationId": data.name,
        "summary": data.summary,
        "responses": {
            "200": {"description": data.summary, "content": {data.content: {}}},
            **({"404": {"description": f"There is no such {data.of}."}} if data.of else {}),
        },
    }
    if data.of:
        part = {"name": data.of, "in": "path", "required": True, "schema": {"type": "string"}}
        return operation | {"parameters": [part]}
    return operation
