"""`/health/metrics`: what a monitor draws and watches, in Prometheus's text. Rooms above register their figures.

Names no host, no person and no school: anybody may ask, as of all of `/health/`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hub.core import health
from hub.core.models import LastRun

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of now. `read` returns it by the value of `label`, or under an empty text where it has no label."""

    name: str
    meaning: str
    read: Callable[[], Mapping[str, float]]
    label: str = ""

    def lines(self) -> Iterator[str]:
        yield f"# HELP hub_{self.name} {self.meaning}"
        yield f"# TYPE hub_{self.name} gauge"
        for value, number in self.read().items():
            labels = f'{{{self.label}="{value}"}}' if self.label else ""
            yield f"hub_{self.name}{labels} {number}"


_figures: dict[str, Figure] = {}


def register(figure: Figure) -> None:
    """Have `/health/metrics` say a figure. From `AppConfig.ready()`."""
    _figures[figure.name] = figure


@never_cache
@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Answer every figure; 503 while the database gives none."""
    try:
        lines = [line for figure in _figures.values() for line in figure.lines()]
    except DatabaseError as error:
        status = health.down(error)
        return HttpResponse(f"{status}\n", status=503, content_type=CONTENT_TYPE)
    return HttpResponse("\n".join(lines) + "\n", content_type=CONTENT_TYPE)


def _degraded() -> dict[str, float]:
    return {name: int(bool(said)) for name, said in health.findings().items()}


def _last_runs() -> dict[str, float]:
    return {run.command: int(run.at.timestamp()) for run in LastRun.objects.order_by("command")}


def _failed() -> dict[str, float]:
    return {run.command: int(run.failed) for run in LastRun.objects.order_by("command")}


register(Figure("degraded", "1 for a part that is degraded; /health/ready says why.", _degraded, "part"))
register(Figure("last_run_timestamp_seconds", "When a command ran last.", _last_runs, "command"))
register(Figure("last_run_failed", "1 for a command whose last run failed.", _failed, "command"))
