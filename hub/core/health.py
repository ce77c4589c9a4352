"""Whether the hub runs, whether it can answer, and what is degraded: for probes, proxies and the monitor.

Names no host and no version: anybody may ask. Rooms above register what they know of in `AppConfig.ready()`.
"""

import datetime
import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.core.logs import database_is_away
from hub.core.models import LastRun

logger = logging.getLogger(__name__)
PREFIX = "/health/"
# `tick` comes every five minutes; this many mean that nobody calls it.
TICK_LATE = datetime.timedelta(minutes=30)

# Each says what is wrong in a few words, or nothing.
Check = Callable[[], str]
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Have `/health/ready` name `name` as degraded while `check` says why."""
    _checks[name] = check


def findings() -> dict[str, str]:
    """Return of each part what is wrong with it, or an empty text."""
    return {name: check() for name, check in _checks.items()}


def down(error: DatabaseError) -> str:
    """Say what is wrong with the database; the next request tries a new connection."""
    connection.close()
    if database_is_away(error):
        return "no answer"
    logger.error("health: the database answers with an error: %s", error)
    return "answers with an error, see the log"


class HealthMiddleware:
    """Answers `/health/...` before anything else looks at the request.

    A probe asks over http, and by whatever name or number it knows the host: it is neither sent to https nor refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(PREFIX):
            try:
                match = resolve(request.path_info)
            except Resolver404:
                return HttpResponse("Nothing here.\n", status=404, content_type="text/plain; charset=utf-8")
            return match.func(request, *match.args, **match.kwargs)
        return self.get_response(request)


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer 200 while this process answers at all. It asks nobody: a restart mends no other server."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the database answers, with what is degraded and why; else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        found = {name: said for name, said in findings().items() if said}
    except DatabaseError as error:
        return JsonResponse({"status": "down", "degraded": {"database": down(error)}}, status=503)
    return JsonResponse({"status": "degraded" if found else "ok", "degraded": found})


def cache_health() -> str:
    answers = getattr(cache, "answers", None)
    return "" if answers is None or answers() else "no answer"


def tick_health() -> str:
    """Say what is wrong with `manage.py tick`: it never ran, not for a while, or some of its jobs failed."""
    last = LastRun.objects.filter(command=LastRun.TICK).first()
    if last is None:
        return "never ran"
    if (late := timezone.now() - last.at) > TICK_LATE:
        return f"last ran {late // datetime.timedelta(minutes=1)} minutes ago"
    failed = LastRun.objects.filter(failed=True).exclude(command=LastRun.TICK).order_by("command")
    names = ", ".join(failed.values_list("command", flat=True))
    return f"failed: {names}" if names else ""


register("cache", cache_health)
register("tick", tick_health)
