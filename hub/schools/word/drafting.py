"""Saves the original as a private file and the imported text as a draft. Nothing here publishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from wagtail.models import Page, Revision

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.core.caches import held_as
from hub.media.evidence import evidence
from hub.media.models import HubDocument
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.tenancy.provisioning import collection_of
from hub.schools.word.archive import Refusal
from hub.schools.word.front_page import dates_of
from hub.schools.word.kinds import Kind, kinds
from hub.schools.word.markup import lines_of, rich
from hub.schools.word.models import FromWordPage
from hub.schools.word.placing import place
from hub.schools.word.reader import Contents, read

KEPT_FOR = 60 * 60


class DraftMoved(Exception):
    """Somebody saved the page since it was looked at."""


@dataclass(frozen=True)
class Target:
    """Where the text goes: a school's page of a kind, or its home page while it has none."""

    kind: Kind
    home: SchoolHomePage
    made: FromWordPage | None

    @property
    def page(self) -> SchoolHomePage | FromWordPage:
        return self.made or self.home

    def may_write(self, user: RequestUser) -> bool:
        """Tell whether `user` may make this draft: change that one page, or add it under the home page."""
        permissions = self.page.permissions_for_user(user)
        if self.made is None:
            return permissions.can_add_subpage() and self.kind.model.can_create_at(self.home)
        return permissions.can_edit()

    def is_locked_for(self, user: RequestUser) -> bool:
        return self.made is not None and self.made.permissions_for_user(user).page_locked()


def target_at(page: Page, kind: Kind) -> Target | None:
    """Return the target for a home page or a page of this kind, or None for any other."""
    if isinstance(page, kind.model):
        home = page.get_parent().specific
        return Target(kind, home, page) if isinstance(home, SchoolHomePage) else None
    if isinstance(page, SchoolHomePage):
        return Target(kind, page, kind.model.objects.child_of(page).first())
    return None


def original_of(target: Target, document_id: int, user: RequestUser) -> HubDocument | None:
    """Return a kept original of this school, if there is one by this key that `user` may read."""
    private = HubDocument.objects.filter(pk=document_id, is_private=True).exclude(evidence())
    kept = private.filter(collection=collection_of(target.home.school)).first()
    return kept if kept and kept.readable_by(user) else None


def contents_of(document: HubDocument) -> Contents:
    """Return what is in a kept original.

    Raises:
        Refusal: as `read` does.
    """
    key = f"schools.word:{document.pk}:{document.get_file_hash()}"
    contents = held_as(Contents, key)
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


def dates_in_original(page: FromWordPage, user: RequestUser, of: str) -> list[str]:
    """Return the dates, as written, that the original of `page` gives of itself; [] if `user` may not read it.

    `of`: a key of `kinds.DATES`.
    """
    original = page.original
    if original is None or not original.readable_by(user):
        return []
    try:
        return [each.said for each in dates_of(contents_of(original).sections) if each.of == of]
    except (Refusal, OSError):
        return []


@transaction.atomic
def make_draft(
    target: Target,
    document: HubDocument,
    *,
    chosen: Mapping[int, str],
    values: Mapping[str, Any],
    seen: int | None,
    user: User,
) -> FromWordPage:
    """Write the text of `document` as the newest draft of the page, all or nothing; what is public stays public.

    `chosen` says where sections go whose place was changed (position -> place), `values` the fields for which an offer
    was taken. `seen` is the revision that the person was shown as the latest, or None.

    Raises:
        DraftMoved: when another one is the latest by now.
    """
    page = target.made
    if page is None:
        model = target.kind.model
        page = model(title=str(model._meta.verbose_name).capitalize(), live=False, owner=user)
        _write(page, target.kind, document, chosen, values)
        target.home.add_child(instance=page)
    else:
        locked = target.kind.model.objects.select_for_update().get(pk=page.pk)
        if locked.latest_revision_id != seen:
            raise DraftMoved
        page = locked.get_latest_revision_as_object()
        _write(page, target.kind, document, chosen, values)
    # A draft may lack what a public page may not: the editor's form says so.
    page.save_revision(user=user, log_action=True, clean=False)
    return page


def _write(
    page: FromWordPage, kind: Kind, document: HubDocument, chosen: Mapping[int, str], values: Mapping[str, Any]
) -> None:
    unplaced = kind.write(page, place(contents_of(document).sections, kind.vocabulary, chosen))
    block = page._meta.get_field("unplaced").stream_block
    page.unplaced = block.to_python(
        [{"type": "passage", "value": {"heading": heading, "text": rich(passages)}} for heading, passages in unplaced]
    )
    page.original = document
    for name, value in values.items():
        setattr(page, name, value)


def discard(target: Target, document: HubDocument) -> bool:
    """Delete an original that no version of any page was made of; say whether it went."""
    pages = [
        str(key)
        for kind in kinds()
        for key in kind.model.objects.filter(school=target.home.school).values_list("pk", flat=True)
    ]
    made = Revision.page_revisions.filter(object_id__in=pages, content__original=document.pk)
    if made.exists():
        return False
    document.delete()
    return True
