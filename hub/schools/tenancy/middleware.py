"""Restricts what a school's people reach in the admin. Runs after the authentication middleware (hub.settings.base)."""

from collections.abc import Callable, Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from hub.schools.tenancy.allowed import is_allowed
from hub.schools.tenancy.scope import CHOOSING, NAVIGATION, PAGE_ARGUMENTS, Scope, scope_of

# The field for tags asks at every letter; the answer would be everybody's tags.
SUGGESTIONS = "wagtailadmin_tag_autocomplete"


class SchoolAdminMiddleware:
    """Refuses a school's people every admin address that is not on the list, and every page that is not theirs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.admin_root = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[object],
        kwargs: dict[str, str | int],
    ) -> HttpResponse | None:
        if not request.path.startswith(self.admin_root):
            return None
        scope = scope_of(request.user)
        if scope is None:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == SUGGESTIONS:
            return JsonResponse([], safe=False)
        if not is_allowed(name, at_school=bool(scope.schools), for_borough=bool(scope.boroughs), kinds=scope.kinds):
            raise PermissionDenied
        if name in CHOOSING:
            self.check_chosen(scope, [*kwargs.values(), *request.GET.getlist("id")])
        elif name not in NAVIGATION:
            self.check_pages(name, scope, kwargs)
        elif "parent_page_id" in kwargs and not scope.leads_to(int(kwargs["parent_page_id"])):
            return redirect("wagtailadmin_explore_root")
        # Without a parent Wagtail starts at the common ancestor of the type asked for: another school's page, maybe.
        if name == "wagtailadmin_choose_page" and scope.home_id:
            start = reverse(
                "wagtailadmin_choose_page_child", args=[scope.first_choice(request.GET.get("page_type", ""))]
            )
            return redirect(f"{start}?{request.GET.urlencode()}")
        return None

    def check_chosen(self, scope: Scope, keys: Iterable[str | int]) -> None:
        """Raise Http404 unless every key is that of a page that the user may choose."""
        wanted = {int(key) if str(key).isdecimal() else None for key in keys}
        if not wanted or scope.choosable().filter(pk__in=wanted).count() < len(wanted):
            raise Http404(f"no such {Page._meta.verbose_name} here")

    def check_pages(self, name: str, scope: Scope, kwargs: dict[str, str | int]) -> None:
        """Raise Http404 if the address names a page of another school: it need not even be known to exist."""
        if name.startswith(("wagtailimages", "wagtaildocs")):
            return
        for argument in PAGE_ARGUMENTS:
            if argument in kwargs and not scope.covers(int(kwargs[argument])):
                raise Http404(f"no such {Page._meta.verbose_name} here")
