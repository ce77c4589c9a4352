"""The service worker: the script that opens the record's pages without a connection, and the list of what it keeps."""

import functools
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.record.headers import worker_policy
from hub.record.vocabulary import vocabulary
from hub.record.words import cv, entries, rendered, statements, summary
from hub.record.words import files as saved

ROOM = Path(__file__).parents[1]
SCRIPT = Path(__file__).parent / "service-worker.js"
PAGES = ("record", "record_cv", "record_files", "record_summary", "record_statements")
# What the record's pages ask for and share with the rest of the hub.
SHARED = ("hub/css/site.css", "hub/js/hub.js", "hub/img/favicon.svg")
WORDS = (entries, cv, saved, summary, statements)


@require_safe
@never_cache
def view(request: HttpRequest) -> HttpResponseBase:
    """Answer with the worker of the pages in the language of its address, under a policy of its own."""
    pages = [reverse(name) for name in PAGES]
    files = [static(name) for name in _static_names()]
    held = {"version": _version(), "pages": pages, "files": files}
    allowed = [reverse("record"), f"{settings.STATIC_URL}record/", *(static(name) for name in SHARED)]

    @csp_replace(worker_policy(request.get_host(), allowed))
    def script(request: HttpRequest) -> HttpResponseBase:
        text = f"const HELD = {json.dumps(held)};\n{SCRIPT.read_text()}"
        return HttpResponse(text, content_type="text/javascript; charset=utf-8")

    return script(request)


def _static_names() -> list[str]:
    folder = ROOM / "static"
    own = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in {".js", ".css"})
    return [*own, *SHARED]


def _version() -> str:
    """Return a name for all that is kept: it changes whenever a page of the record, or a file of it, may have."""
    said = [rendered(module.WORDS) for module in WORDS]
    words = json.dumps([said, vocabulary()], sort_keys=True)
    of_files = _of_files.__wrapped__ if settings.DEBUG else _of_files
    return _digest([words.encode(), of_files().encode()])


@functools.cache
def _of_files() -> str:
    found = (finders.find(name) for name in _static_names())
    statics = [Path(str(path)) for path in found if path]
    templates = sorted((ROOM / "templates").rglob("*.html"))
    return _digest(path.read_bytes() for path in [SCRIPT, *statics, *templates])


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:16]
