"""Signal receivers that keep entries up to date, whichever way a page changes, inside the change's transaction.

A command that adds hundreds of pages and rebuilds at its end leaves them out meanwhile (`left_to_rebuild`).

`post_save` is received from every sender: expiry, bulk actions and aliases come as plain `Page`. A save that names its
fields and none of `TELLING` is a draft of a live page; its text is not public yet.
"""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from curriculum.models import ActivityKind, KeyStage, NeedType
from curriculum.models.terms import Term
from hub.schools.models import SchoolHomePage
from resources.models import CollectionItem
from search.index import units, writing
from search.index.adapters import ADAPTERS
from search.index.models.entries import Entry, IndexMark

# Copying a live page saves it first and its date of publication afterwards, by name.
TELLING = {"live", "first_published_at"}
NAMED_BY_LESSONS: dict[type[Term], str] = {NeedType: "need", ActivityKind: units.ACTIVITY}

_left = ContextVar("left to a rebuild", default=False)


@contextlib.contextmanager
def left_to_rebuild() -> Iterator[None]:
    """Write no entry for what is saved here: who uses this rebuilds afterwards, whatever happened."""
    token = _left.set(True)
    try:
        yield
    finally:
        _left.reset(token)


@receiver(post_save, dispatch_uid="search.saved")
def on_saved(
    instance: Model, raw: bool = False, update_fields: frozenset[str] | None = None, **_kwargs: object
) -> None:
    if raw or _left.get():
        return
    if isinstance(instance, Term):
        on_term_changed(instance)
    elif isinstance(instance, PageViewRestriction):
        writing.refresh_subtree(instance.page)
    elif isinstance(instance, Page) and (update_fields is None or TELLING & set(update_fields)):
        on_page_saved(instance)


def on_page_saved(page: Page) -> None:
    if page.specific_class in ADAPTERS:
        writing.refresh(page if type(page) is page.specific_class else page.specific)
    elif page.specific_class is SchoolHomePage and page.numchild:
        # Below a home page that is not live nothing of a school is found.
        writing.refresh_subtree(page)


@receiver(pre_delete, dispatch_uid="search.deleted")
def on_deleted(instance: Model, **_kwargs: object) -> None:
    if isinstance(instance, Page):
        writing.retire([instance.pk])


@receiver(post_delete, dispatch_uid="search.after_delete")
def on_gone(instance: Model, **_kwargs: object) -> None:
    if isinstance(instance, Term):
        tell_lessons(instance)
        IndexMark.move(vocabulary=True)
    elif isinstance(instance, PageViewRestriction) and Page.objects.filter(pk=instance.page_id).exists():
        writing.refresh_subtree(instance.page)
    elif isinstance(instance, CollectionItem) and Entry.objects.current().filter(page=instance.page_id).exists():
        # Its resource was deleted; where the collection itself is, that has no entry any more.
        writing.refresh_where(Q(pk=instance.page_id))


@receiver(post_page_move, dispatch_uid="search.moved")
def on_moved(instance: Page, **_kwargs: object) -> None:
    writing.refresh_subtree(instance)


def on_term_changed(term: Term) -> None:
    """Rewrite the entries of pages that carry the term: its label and synonyms are among their words."""
    for model in ADAPTERS:
        lookups = [f.name for f in model._meta.get_fields() if f.concrete and f.related_model is type(term)]
        if isinstance(term, KeyStage) and hasattr(model, "year_groups"):
            lookups.append("year_groups__key_stage")
        for lookup in lookups:
            carrying = set(model._default_manager.filter(**{lookup: term}).values_list("pk", flat=True))
            if carrying:
                writing.refresh_where(Q(pk__in=carrying))
    tell_lessons(term)
    IndexMark.move(vocabulary=True)


def tell_lessons(term: Term) -> None:
    """Rewrite the entries of units whose lessons name the term: as a slug among their text, which no relation tells."""
    if facet := NAMED_BY_LESSONS.get(type(term)):
        using = units.whose_lessons_name(facet, term.slug)
        if using:
            writing.refresh_where(Q(pk__in=using))
