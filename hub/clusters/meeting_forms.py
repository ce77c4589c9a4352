"""Forms of meetings and of collections."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from hub.accounts.models import User
from hub.clusters.item_forms import ActingForm
from hub.clusters.models import Collection, Entry, Meeting, Membership
from hub.core.dates.fields import MomentField
from hub.schools.models import School
from hub.schools.tenancy.scope import scope_of


class MeetingForm(ActingForm):
    """A meeting: schools that came are ticked among the members."""

    starts = MomentField(label=gettext_lazy("Starts"))
    ends = MomentField(label=gettext_lazy("Ends"), required=False)

    class Meta:
        model = Meeting
        fields = ["title", "starts", "ends", "place", "online", "agenda", "is_public", "notes", "came"]
        widgets = {"came": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.instance
        members = Q(
            cluster_memberships__cluster=meeting.cluster_id,
            cluster_memberships__status=Membership.Status.ACCEPTED,
        )
        came = Q(pk__in=meeting.came.values("pk")) if meeting.pk else Q(pk__in=())
        schools = School.objects.filter(members | came).distinct().order_by("name", "pk")
        self.fields["came"].queryset = schools  # type: ignore[attr-defined]
        if "school" in self.fields:
            # The hub's own staff call a meeting for no school.
            self.fields["school"].required = bool(self.fields["school"].queryset)  # type: ignore[attr-defined]
            if not self.fields["school"].required:
                del self.fields["school"]


class CollectionForm(ActingForm):
    """What a collection is called and what it is for."""

    class Meta:
        model = Collection
        fields = ["title", "summary"]


class EntryForm(ActingForm):
    """A public page of the hub, and why it stands in the collection."""

    class Meta:
        model = Entry
        fields = ["page", "why"]
        widgets = {"page": AdminPageChooser}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = scope_of(user)
        pages = Page.objects.live().public()
        if scope is not None:
            pages = pages.filter(pk__in=scope.choosable().values("pk"))
        self.fields["page"].queryset = pages.filter(depth__gt=2)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        page = cleaned.get("page")
        if page and self.instance.collection.entries.filter(page=page).exists():
            self.add_error("page", _("This page is in the collection already."))
        return cleaned
