"""The record's addresses. They answer GET alone: a page, and what its scripts are to say in the reader's language."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.record.file_format import SCHEMA
from hub.record.headers import View, private
from hub.record.vocabulary import vocabulary
from hub.record.words import Word, rendered
from hub.record.words.common import WORDS as COMMON


def page(template: str, context: Callable[[], Mapping[str, Any]] = dict) -> View:
    """Return a view of a page that is written on the server alone; `context` gives what its template needs."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template, dict(context()))

    return view


def private_page(template: str, words: Mapping[str, Word], context: Callable[[], Mapping[str, Any]] = dict) -> View:
    """Return a view of a page of the record itself, with the words of its script and the vocabularies."""

    @private
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        given = {"words": rendered({**COMMON, **words}), "vocabulary": vocabulary()}
        return render(request, template, given | dict(context()))

    return view


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """Answer with the JSON schema of a record that was saved as a file."""
    return HttpResponse(json.dumps(json.loads(SCHEMA.read_text()), indent=2), content_type="application/schema+json")
