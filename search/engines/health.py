"""Which engine answers and its lag: as JSON for the monitor, and on the dashboard for the hub's own staff.

Names no host and no version: anybody may ask.
"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component

from hub.core.page_context import Context
from search.engines import chosen_engine, database_engine, resilient_engine
from search.engines.resilient import Health
from search.index import sync
from search.index.sync import MOST_PENDING

ENGINES = {"embedded": _("the built-in engine"), "postgresql": _("PostgreSQL"), "elasticsearch": _("Elasticsearch")}
REASONS = {
    "no index": _("Elasticsearch has no index for this release: manage.py search_rebuild makes one."),
    "index behind": _("Elasticsearch has not received all changes yet. It is asked again when it has."),
    "no answer": _("Elasticsearch does not answer. It is asked again by itself."),
}


def health() -> Health:
    """Return which engine answers. An engine inside the database has no lag."""
    if chosen_engine() == "elasticsearch":
        return resilient_engine().health()
    answers = database_engine() == chosen_engine()
    return Health(chosen_engine() if answers else "", reason="" if answers else "no answer")


def trouble() -> str:
    """Say in a few words what is wrong with search; nothing while the engine that was chosen answers."""
    found = health()
    return "" if found.answering == chosen_engine() else found.reason or "no answer"


def pending() -> dict[str, float]:
    """Return for `/health/metrics` how many changes a search server has not received; an engine of ours has none."""
    lag = _lag()
    return {"": lag.pending if lag else 0}


def behind_seconds() -> dict[str, float]:
    lag = _lag()
    return {"": round(lag.age.total_seconds()) if lag else 0}


def _lag() -> sync.Lag | None:
    return sync.lag() if chosen_engine() == "elasticsearch" else None


@never_cache
@require_safe
def view(request: HttpRequest) -> JsonResponse:
    """Answer 200 while an engine answers searches, else 503."""
    try:
        found = health()
    except DatabaseError:
        connection.close()
        found = Health("", reason="no database")
    status = "down" if not found.answering else "ok" if found.answering == chosen_engine() else "falling back"
    told = {
        "status": status,
        "engine": chosen_engine(),
        "answering": found.answering,
        "reason": found.reason,
        "pending": found.pending,
        "behind_seconds": round(found.lag),
    }
    return JsonResponse(told, status=200 if found.answering else 503)


class HealthPanel(Component):
    """Two sentences on search for central staff."""

    name = "search_health"
    template_name = "search/admin/health.html"
    order = 300

    def get_context_data(self, parent_context: Context | None) -> dict[str, object]:
        found = health()
        return {
            "health": found,
            "engine": ENGINES.get(found.answering, ""),
            "reason": REASONS.get(found.reason, ""),
            "many": found.pending > MOST_PENDING,
            "most": MOST_PENDING,
            "minutes": round(found.lag / 60),
        }
