"""The editors' report of links to other sites, under Reports."""

import django_filters
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from hub.accounts.requests import AdminRequest
from hub.core.dates.columns import DayColumn
from resources.link_checks import words
from resources.link_checks.choices import DEAD_AFTER, FAILED, WELL, Outcome
from resources.link_checks.models import LinkCheck
from resources.link_checks.policy import polite
from resources.link_checks.services import check_by_hand

VIEW_LINKS = "resources.view_linkcheck"
# A person waits for the answer: seconds, well within what a request may take.
BY_HAND = {"connect": 3, "read": 6, "total": 15, "pause": 1}
# To be mended on the page, dead or not.
MENDED_HERE = (Outcome.MOVED, Outcome.NOT_HTTPS, Outcome.REFUSED)
STATES = {
    "dead": (gettext_lazy("Dead: three failures in a row"), Q(outcome__in=FAILED, failures__gte=DEAD_AFTER)),
    "failing": (gettext_lazy("Failed, to be asked again"), Q(outcome__in=FAILED, failures__lt=DEAD_AFTER)),
    "mend": (gettext_lazy("Address to be changed"), Q(outcome__in=MENDED_HERE)),
    "unsure": (gettext_lazy("Could not be checked"), Q(outcome__in=(Outcome.BARRED, Outcome.LATER))),
    "new": (gettext_lazy("Not asked yet"), Q(outcome="")),
    "well": (gettext_lazy("Answers"), Q(outcome__in=WELL)),
}


class LinkPolicy(ModelPermissionPolicy):
    """The list is made from the pages: nobody adds, changes or deletes a row of it by hand."""

    def user_has_permission(self, user: AbstractBaseUser | AnonymousUser, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class LinkFilter(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="filter_state",
        choices=[(key, label) for key, (label, _rows) in STATES.items()],
    )

    class Meta:
        model = LinkCheck
        fields = ["state"]

    def filter_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(STATES[value][1])


def pages_of(link: LinkCheck) -> QuerySet[Page]:
    """Return the public pages that lead there."""
    return Page.objects.live().public().filter(pk__in=link.uses.values("page")).order_by("title")


class LinkIndexView(IndexView):
    """Those that a public page leads to now; the rest is dropped within the hour."""

    def get_base_queryset(self) -> QuerySet[LinkCheck]:
        return LinkCheck.objects.annotate(used=Count("uses", filter=Q(uses__page__live=True))).filter(used__gt=0)


class LinkInspectView(InspectView):
    """What was found, what to do, the pages that lead there, and a button that asks at once."""

    template_name = "resources/admin/link_check.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        link = self.object
        own = {
            "link": link,
            "finding": words.finding(link),
            "advice": words.advice(link),
            "pages": pages_of(link),
            "check_url": reverse("link_checks:check", args=[link.pk]),
        }
        return super().get_context_data(**kwargs) | own


@require_POST
def check_now(request: AdminRequest, pk: int) -> HttpResponse:
    """Ask a link at once and say what that found."""
    if not request.user.has_perm(VIEW_LINKS):
        raise PermissionDenied
    link = get_object_or_404(LinkCheck, pk=pk)
    check_by_hand(link, polite(**BY_HAND), now=timezone.now())
    say = messages.success if link.outcome in WELL else messages.warning
    say(request, _("Asked just now: %(finding)s") % {"finding": words.finding(link)})
    return redirect("link_checks:inspect", link.pk)


class LinkViewSet(ModelViewSet):
    model = LinkCheck
    icon = "link-external"
    menu_label = gettext_lazy("Links to other sites")
    menu_name = "links-to-other-sites"
    menu_hook = "register_reports_menu_item"
    menu_order = 990
    list_display = [
        "url",
        Column("finding", label=gettext_lazy("What was found"), accessor=words.finding),
        Column("advice", label=gettext_lazy("What to do"), accessor=words.advice),
        Column("failures", label=gettext_lazy("Failures in a row"), sort_key="failures"),
        DayColumn("last_ok_on", label=gettext_lazy("Last answered"), sort_key="last_ok_on"),
        DateColumn("last_checked_at", label=gettext_lazy("Last asked"), sort_key="last_checked_at"),
        Column("used", label=gettext_lazy("Pages"), accessor="used"),
    ]
    filterset_class = LinkFilter
    search_fields = ["url"]
    list_per_page = 50
    list_export = ["url", "outcome", "status", "ends_at", "failures", "failing_since", "last_ok_on", "last_checked_at"]
    index_view_class = LinkIndexView
    inspect_view_enabled = True
    inspect_view_class = LinkInspectView
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []

    @property
    def menu_url(self) -> str:
        return reverse(self.get_url_name("index")) + "?state=dead"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("check/<key:pk>/", check_now, name="check")]


link_viewset = LinkViewSet("link_checks", url_prefix="links-to-other-sites")
