"""Saves the original as a private file and the imported text as a draft. Nothing here publishes."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from wagtail.models import Page, Revision

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.media.models import HubDocument
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.policy.word.archive import Refusal
from hub.schools.policy.word.markup import lines_of
from hub.schools.policy.word.placing import Draft, compose, place
from hub.schools.policy.word.reader import Contents, read
from hub.schools.tenancy.provisioning import collection_of

KEPT_FOR = 60 * 60


class DraftMoved(Exception):
    """Somebody saved the page since it was looked at."""


@dataclass(frozen=True)
class Target:
    """Where the text goes: a school's policy page, or its home page while it has none."""

    home: SchoolHomePage
    policy: CareersPolicyPage | None

    @property
    def page(self) -> SchoolHomePage | CareersPolicyPage:
        return self.policy or self.home

    def may_write(self, user: RequestUser) -> bool:
        """Tell whether `user` may make this draft: change that one page, or add it under the home page."""
        permissions = self.page.permissions_for_user(user)
        if self.policy is None:
            return permissions.can_add_subpage() and CareersPolicyPage.can_create_at(self.home)
        return permissions.can_edit()

    def is_locked_for(self, user: RequestUser) -> bool:
        return self.policy is not None and self.policy.permissions_for_user(user).page_locked()


def target_at(page: Page) -> Target | None:
    """Return the target for a home page or a policy page, or None for any other."""
    if isinstance(page, CareersPolicyPage):
        home = page.get_parent().specific
        return Target(home, page) if isinstance(home, SchoolHomePage) else None
    if isinstance(page, SchoolHomePage):
        return Target(page, CareersPolicyPage.objects.child_of(page).first())
    return None


def original_of(target: Target, document_id: int, user: RequestUser) -> HubDocument | None:
    """Return a kept original of this school, if there is one by this key that `user` may read."""
    minutes = Approval.objects.filter(signed_minutes=document_id)
    private = HubDocument.objects.filter(pk=document_id, is_private=True).exclude(
        pk__in=minutes.values("signed_minutes")
    )
    kept = private.filter(collection=collection_of(target.home.school)).first()
    return kept if kept and kept.readable_by(user) else None


def contents_of(document: HubDocument) -> Contents:
    """Return what is in a kept original.

    Raises:
        Refusal: as `read` does.
    """
    key = f"schools.policy.word:{document.pk}:{document.get_file_hash()}"
    contents = cache.get(key)
    if contents is None:
        with document.open_file() as file:
            contents = read(file.read())
        cache.set(key, contents, KEPT_FOR)
    return contents


def text_of_original(document: HubDocument) -> list[tuple[str, list[str]]]:
    """Return (heading, paragraphs) of an original as plain text, to read beside the draft; [] if it is gone."""
    try:
        sections = contents_of(document).sections
    except (Refusal, OSError):
        return []
    return [(each.heading, [line for passage in each.passages for line in lines_of(passage)]) for each in sections]


@transaction.atomic
def make_draft(
    target: Target,
    document: HubDocument,
    *,
    chosen: Mapping[int, str],
    seen: int | None,
    user: User,
    effective_from: datetime.date | None = None,
) -> CareersPolicyPage:
    """Write the text of `document` as the newest draft of the policy, all or nothing; what is public stays public.

    `chosen` says where sections go whose place was changed (position -> place); `seen` is the revision that the person
    was shown as the latest, or None. `effective_from` is the date in force that was chosen, if one was.

    Raises:
        DraftMoved: when another one is the latest by now.
    """
    draft = compose(place(contents_of(document).sections, chosen))
    page = target.policy
    if page is None:
        page = CareersPolicyPage(title=str(CareersPolicyPage._meta.verbose_name).capitalize(), live=False, owner=user)
        _write(page, draft, document, effective_from)
        target.home.add_child(instance=page)
    else:
        locked = CareersPolicyPage.objects.select_for_update().get(pk=page.pk)
        if locked.latest_revision_id != seen:
            raise DraftMoved
        page = locked.get_latest_revision_as_object()
        _write(page, draft, document, effective_from)
    # A draft may lack what a public page may not: the editor's form says so.
    page.save_revision(user=user, log_action=True, clean=False)
    return page


def _write(page: CareersPolicyPage, draft: Draft, document: HubDocument, effective_from: datetime.date | None) -> None:
    sections, unplaced = page._meta.get_field("sections"), page._meta.get_field("unplaced")
    page.sections = sections.stream_block.to_python(draft.sections)
    page.unplaced = unplaced.stream_block.to_python(
        [{"type": "passage", "value": {"heading": heading, "text": text}} for heading, text in draft.unplaced]
    )
    page.original = document
    page.effective_from = effective_from or page.effective_from


def discard(target: Target, document: HubDocument) -> bool:
    """Delete an original that no version of the policy was made of; say whether it went."""
    made = target.policy and Revision.page_revisions.filter(
        object_id=str(target.policy.pk), content__original=document.pk
    )
    if made and made.exists():
        return False
    document.delete()
    return True
