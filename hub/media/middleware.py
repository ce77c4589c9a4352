"""Says why a file that is evidence cannot be changed, where Wagtail would only say that somebody may not."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from .evidence import WORDS, evidence
from .models import HubDocument

# Wagtail's views that change or delete one document, and the argument that names it.
CHANGING = {
    "wagtaildocs:edit": "document_id",
    "wagtaildocs:delete": "document_id",
    "wagtaildocs:edit_multiple": "doc_id",
    "wagtaildocs:delete_multiple": "doc_id",
}
BULK = "wagtail_bulk_action"


class EvidenceMiddleware:
    """Answers instead of these views where a document is evidence that the user may read. Others learn nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[object],
        kwargs: dict[str, str | int],
    ) -> HttpResponse | None:
        keys = _documents(request, kwargs)
        kept = HubDocument.objects.filter(evidence(), pk__in=keys) if keys else ()
        if not any(document.readable_by(request.user) for document in kept):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": str(WORDS)}, status=403)
        messages.error(request, WORDS)
        return redirect("wagtaildocs:index")


def _documents(request: HttpRequest, kwargs: dict[str, str | int]) -> list[int]:
    """Return the keys of the documents that a request would change."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name in CHANGING:
        return [int(kwargs[CHANGING[name]])]
    if name == BULK and kwargs.get("model_name") == HubDocument._meta.model_name:
        return [int(key) for key in request.GET.getlist("id") if key.isdecimal()]
    return []
