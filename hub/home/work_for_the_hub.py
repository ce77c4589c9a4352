"""The dashboard's panel of a translator and of a moderator: what waits for them."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from hub.accounts.models import User
from hub.core.page_context import Context
from hub.schools.tenancy.languages import front_pages
from hub.schools.tenancy.memberships import work_of
from hub.schools.tenancy.models import HubKind
from hub.schools.tenancy.moderating import waiting

# The oldest first: who has more to decide on comes back to the panel.
SHOWN_MOST = 20


class WorkForTheHubPanel(Component):
    """Shown to who translates the hub or decides on its lessons, and edits it not."""

    name = "work_for_the_hub"
    template_name = "home/admin/work_for_the_hub.html"
    order = 90

    def __init__(self, user: User):
        self.user = user

    def get_context_data(self, parent_context: Context) -> Context:
        work = work_of(self.user)
        moderates = HubKind.MODERATOR in work.kinds
        pages = waiting().order_by("latest_revision_created_at")[:SHOWN_MOST] if moderates else ()
        return {
            "moderates": moderates,
            "pages": pages,
            "fronts": front_pages(work.languages).select_related("locale").order_by("path") if work.languages else (),
            "has_pages": bool(work.translated),
            "explorer": reverse("wagtailadmin_explore_root"),
            "back": reverse("wagtailadmin_home"),
        }
