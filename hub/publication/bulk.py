"""Bulk publishing that reports what the rules refuse and goes on with the rest."""

from collections.abc import Iterable

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from hub.core.publishing import PublishRefused


class GatedPublishBulkAction(PublishBulkAction):
    """Publishes page by page, so that one refusal holds back one page."""

    models = [Page]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.refused: list[PublishRefused] = []

    def get_execution_context(self) -> dict[str, object]:
        return {**super().get_execution_context(), "refused": self.refused}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: AbstractBaseUser | None = None,
        refused: list[PublishRefused] | None = None,
        **kwargs: object,
    ) -> tuple[int, int]:
        refused = [] if refused is None else refused
        parents = sum(cls._publish(page, user, refused) for page in objects)
        children = 0
        for page in objects if include_descendants else ():
            drafts = [draft for draft in page.get_descendants().not_live().specific() if _may_publish(draft, user)]
            children += sum(cls._publish(draft, user, refused) for draft in drafts)
        return parents, children

    @staticmethod
    def _publish(page: Page, user: AbstractBaseUser | None, refused: list[PublishRefused]) -> bool:
        page = page.specific
        revision = page.get_latest_revision() or page.save_revision(user=user)
        try:
            revision.publish(user=user)
        except PublishRefused as refusal:
            refused.append(refusal)
            return False
        return True

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        # Wagtail would report "0 pages have been published" as a success.
        if not num_parent_objects + num_child_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response = super().form_valid(form)
        for refusal in self.refused:
            missing = " ".join(refusal.reasons)
            messages.error(
                self.request,
                _("Not published: %(page)s. %(missing)s") % {"page": refusal.page_title, "missing": missing},
            )
        return response


def _may_publish(page: Page, user: AbstractBaseUser | None) -> bool:
    return user is None or page.permissions_for_user(user).can_publish()
