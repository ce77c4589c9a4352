"""Describes the API as an OpenAPI 3.1 document, made from the facets and limits in force, so it stays up to date."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from search.facets import FACETS
from search.request import LONGEST_TEXT, PER_PAGE, SORTS
from search.results import data_paths

VERSION = "1.0"
Schema = dict[str, Any]


def text(description: str = "", **more: object) -> Schema:
    return {"type": "string", **({"description": description} if description else {}), **more}


def number(description: str, **more: object) -> Schema:
    return {"type": "integer", "minimum": 0, "description": description, **more}


def optional(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def listing(items: Schema, description: str = "") -> Schema:
    return {"type": "array", "items": items, **({"description": description} if description else {})}


def thing(properties: dict[str, Schema], description: str = "") -> Schema:
    """Return the schema of an object all of whose properties are there."""
    schema: Schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {**schema, "description": description} if description else schema


TERM = thing({"value": text("What stands in an address."), "label": text("What a reader sees.")})
UNIT = thing(
    {
        "title": text("Its title."),
        "url": text("Its page, for people.", format="uri"),
        "lesson": number("Which of its lessons this is, from 1."),
    }
)
RESULT = thing(
    {
        "url": text("The page, for people.", format="uri"),
        "title": text("Its title."),
        "summary": text("What it is, in a sentence or two."),
        "kind": text("What sort of page it is.", enum=["unit", "lesson", "resource", "sheet", "collection"]),
        "type": {"anyOf": [TERM, {"type": "null"}], "description": "The type of a resource."},
        "unit": {"anyOf": [UNIT, {"type": "null"}], "description": "Of a lesson: the unit that it belongs to."},
        "years": listing({"type": "integer"}, "Year groups, as numbers."),
        "stages": listing(text(), "Key stages: ks2 to ks5."),
        "minutes": optional(number("How long it takes.")),
        "subjects": listing(TERM, "Subjects."),
        "needs": listing(TERM, "Types of special educational need that it is adapted for."),
        "locale": text("The language it is written in."),
        "sample": {"type": "boolean", "description": "Whether it is an invented sample."},
        "first_published": optional(text("When it came here.", format="date-time")),
        "last_checked": optional(text("When an editor last checked it.", format="date")),
    }
)
FACET = thing(
    {
        "key": text("Its name as a parameter."),
        "label": text("What a reader sees."),
        "values": listing(
            thing(
                {
                    **TERM["properties"],
                    "count": number("Results with this value, the facet's own selection left out."),
                    "chosen": {"type": "boolean"},
                }
            )
        ),
    }
)
LINK = optional(text(format="uri"))
READING = thing(
    {
        "key": text("The filter."),
        "value": text("Its value."),
        "typed": text("The words that name it."),
    }
)
ANSWER = thing(
    {
        "asked": thing(
            {
                "text": text("The words searched for."),
                "filters": {"type": "object", "additionalProperties": listing(text())},
                "sort": text(enum=list(SORTS)),
                "locale": text(),
            },
            "The request as it was understood.",
        ),
        "understood": thing(
            {
                "readings": listing(READING, "Words that became filters."),
                "offers": listing(READING, "Words that may mean a filter too."),
                "corrections": listing(
                    thing({"typed": text("As typed."), "meant": text("What was looked for beside it.")})
                ),
            },
            "What was made of the words.",
        ),
        "notices": listing(text(), "What could not be used, in sentences."),
        "total": number("Results that hold all of the words or are nearly as good as the best."),
        "total_any_word": number("Results with any of the words."),
        "total_all_words": number("Results with all of the words."),
        "page": number("Which page of results this is."),
        "pages": number("How many pages can be turned."),
        "per_page": number("Results on a page."),
        "results": listing(
            RESULT,
            "In the order asked for. What editors put first for some words they put first on the page for people only: "
            "here it stands where it ranks.",
        ),
        "beyond": listing(
            thing(
                {
                    "line": text("Why these follow, in a sentence."),
                    "filters": {"type": "object", "additionalProperties": listing(text())},
                    "text": text("The words of the search they come from."),
                    "total": number("How many that search finds."),
                    "results": listing(RESULT),
                }
            ),
            "On the last page: what follows without filters that were read from words, or holds some of the words.",
        ),
        "facets": listing(FACET),
        "links": thing(dict.fromkeys(("self", "first", "previous", "next", "last", "page", "feed"), LINK)),
    }
)
ERROR = thing({"error": text("What was wrong, in a sentence.")})


def parameters() -> list[Schema]:
    """Return what a search can be asked, in the order of the page."""
    languages = [code for code, _name in settings.LANGUAGES]
    several = {"style": "form", "explode": True, "schema": listing(text())}
    facets = [
        {"name": facet.key, "in": "query", "description": f"{facet.label}: any of the values given.", **several}
        for facet in FACETS
    ]
    return [
        {"name": "q", "in": "query", "description": "Words to look for.", "schema": text(maxLength=LONGEST_TEXT)},
        *facets,
        {"name": "sort", "in": "query", "description": "The order.", "schema": text(enum=list(SORTS))},
        {"name": "page", "in": "query", "description": f"Page of {PER_PAGE} results.", "schema": number("", minimum=1)},
        {
            "name": "near",
            "in": "query",
            "description": "A length in minutes: what is about as long ranks higher.",
            "schema": number("", minimum=1),
        },
        {
            "name": "read",
            "in": "query",
            "description": "facet:value:words of a filter that was read from words, as the answer's own links have it.",
            **several,
        },
        {
            "name": "words",
            "in": "query",
            "description": "any: whatever holds any of the words.",
            "schema": text(enum=["any"]),
        },
        {"name": "as", "in": "query", "description": "typed: correct no spelling.", "schema": text(enum=["typed"])},
        {
            "name": "locale",
            "in": "query",
            "description": f"Language of the results: {', '.join(languages[:-1])} or {languages[-1]}.",
            "schema": text(enum=languages),
        },
    ]


def document(site: str) -> Schema:
    """Return the whole document for the hub at the address `site`: the search and every other public data address."""

    def answers(description: str, name: str) -> Schema:
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        return {"description": description, "content": content}

    return {
        "openapi": "3.1.0",
        "info": {
            "title": "London Ambitions Hub",
            "version": VERSION,
            "description": "Lessons, resources and collections for careers education, and what schools publish. "
            "No key is needed.",
            "license": {
                "name": "Content: Open Government Licence v3.0 unless marked",
                "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            },
        },
        "servers": [{"url": site.rstrip("/")}],
        "paths": {
            reverse("api_search"): {
                "get": {
                    "operationId": "search",
                    "summary": "Search, with counts of every facet",
                    "parameters": parameters(),
                    "responses": {
                        "200": answers("What was found.", "Answer"),
                        "429": answers("Too many requests: wait as long as Retry-After says.", "Error"),
                        "503": answers("Search does not answer just now.", "Error"),
                    },
                }
            },
            **data_paths.paths(),
        },
        "components": {"schemas": {"Answer": ANSWER, "Error": ERROR}},
    }
