"""The facts of a translation follow its English page whenever either is published, without anybody's doing.

A fact is what `hub.core.synchronised` names: telephone, addresses, dates, links, figures. They are written into the
translation's own row, so that whatever shows that page (a list, the search, a calendar, structured data) shows them.
Its words stay; the words that have changed in English become open segments of the translation.
"""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Count, Exists, OuterRef
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

OF_EVERY_PAGE = {field.name for field in Page._meta.get_fields()}


def on_published(instance: Page, **_signal: object) -> None:
    """Let the live translations follow the page that was published, or that page follow its English one."""
    page = Page.objects.filter(pk=instance.pk).select_related("locale").first()
    if page is None or page.alias_of_id:
        return
    if page.locale.language_code == settings.LANGUAGE_CODE:
        follow_everywhere(page.specific)
        return
    english = page.get_translations().live().filter(locale=Locale.get_default()).specific().first()
    if english is not None:
        _write(english, page.specific, renamed=frozenset())


@transaction.atomic
def follow_everywhere(english: Page) -> int:
    """Bring every live translation of `english` up to its facts; return how many were changed."""
    translations = english.get_translations().live().filter(alias_of=None).specific()
    renamed = _renamed(english)
    changed = sum(_write(english, page, renamed=renamed) for page in translations)
    _open_changed_words(english)
    return changed


def _write(english: Page, translation: Page, *, renamed: frozenset[str]) -> bool:
    changed = follow(english, translation, renamed=renamed)
    if changed:
        # What the English page was allowed to publish is not judged again.
        translation.save(clean=False)
    return changed


def follow(english: Page, translation: Page, *, renamed: frozenset[str] = frozenset()) -> bool:
    """Give `translation`, in memory, the facts of `english`; tell whether anything changed.

    Text that English has given up goes as well. `renamed`: names of fields that hold a person's name, which changed.
    """
    changed = False
    for each in get_translatable_fields(type(english)):
        if each.field_name in OF_EVERY_PAGE:
            continue
        field = each.get_field(type(english))
        if isinstance(field, models.ManyToOneRel):
            changed |= _follow_rows(english, translation, field)
        elif each.field_name in renamed or (
            each.is_synchronized(english) and not (isinstance(field, StreamField) and each.is_translated(english))
        ):
            changed |= _copy(field, english, translation)
    for field in type(english)._meta.get_fields():
        if isinstance(field, ParentalManyToManyField):
            changed |= _follow_terms(english, translation, field.name)
    return changed


def _copy(field: models.Field, source: models.Model, target: models.Model) -> bool:
    old, new = getattr(target, field.attname), getattr(source, field.attname)
    if field.get_prep_value(old) == field.get_prep_value(new):
        return False
    setattr(target, field.attname, new)
    return True


def _follow_terms(english: Page, translation: Page, name: str) -> bool:
    new = list(getattr(english, name).all())
    if {term.pk for term in new} == {term.pk for term in getattr(translation, name).all()}:
        return False
    getattr(translation, name).set(new)
    return True


def _follow_rows(english: Page, translation: Page, relation: models.ManyToOneRel) -> bool:
    if not issubclass(relation.related_model, TranslatableMixin):
        return _follow_plain_rows(english, translation, relation)
    own = {row.translation_key: row for row in getattr(translation, relation.name).all()}
    rows, changed = [], False
    for row in getattr(english, relation.name).all():
        kept = own.pop(row.translation_key, None)
        if kept is None:
            kept = _new_row(row, relation, translation)
            changed = True
        else:
            changed |= _follow_row(row, kept)
        rows.append(kept)
    if changed or own:
        getattr(translation, relation.name).set(rows)
    return bool(changed or own)


def _follow_row(row: Any, kept: Any) -> bool:
    changed = row.sort_order != kept.sort_order
    kept.sort_order = row.sort_order
    for each in get_translatable_fields(type(row)):
        if each.is_synchronized(row):
            changed |= _copy(each.get_field(type(row)), row, kept)
    return changed


def _new_row(row: Any, relation: models.ManyToOneRel, translation: Page) -> Any:
    """Return a copy in the words of the English row, for nobody has translated it yet."""
    copied = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return type(row)(**{**copied, "locale_id": translation.locale_id, relation.field.attname: translation.pk})


def _follow_plain_rows(english: Page, translation: Page, relation: models.ManyToOneRel) -> bool:
    """Copy rows that have no language of their own, if they are others."""
    if _values(english, relation) == _values(translation, relation):
        return False
    english.copy_child_relation(relation.name, translation)
    return True


def _values(page: Page, relation: models.ManyToOneRel) -> list[tuple[object, ...]]:
    fields = [field for field in relation.related_model._meta.concrete_fields if not field.primary_key]
    fields = [field for field in fields if field != relation.field]
    return [tuple(field.value_from_object(row) for field in fields) for row in getattr(page, relation.name).all()]


def _source_of(english: Page) -> TranslationSource | None:
    source = TranslationSource.objects.filter(object_id=english.translation_key, locale_id=english.locale_id).first()
    return source if source and source.translations.filter(enabled=True).exists() else None


def _renamed(english: Page) -> frozenset[str]:
    """Return which of the page's names of people are others than those that were translated.

    A name in other letters is read; the name of somebody who has left is wrong.
    """
    names, source = getattr(english, "names_of_people", ()), _source_of(english)
    before = json.loads(source.content_json) if names and source else {}
    return frozenset(name for name in names if name in before and before[name] != getattr(english, name))


def _open_changed_words(english: Page) -> None:
    """Take the English words as they are now for the source of its translations: those that changed are open again."""
    source = _source_of(english)
    if source is not None:
        source.update_from_db()


@dataclass(frozen=True, slots=True)
class Behind:
    """A live translation of which `texts` segments are older than the English page, or not translated yet."""

    page: Page
    language: str
    texts: int


def behind(translations: models.QuerySet[Translation], among: PageQuerySet) -> Iterator[Behind]:
    """Yield the live pages `among` those of `translations` that have open segments. Two queries for each language."""
    for locale in Locale.objects.exclude(pk=Locale.get_default().pk).order_by("language_code"):
        ours = translations.filter(enabled=True, target_locale=locale)
        counted = _open_segments(ours, locale)
        pages = among.live().filter(locale=locale, alias_of=None, translation_key__in=counted)
        for page in pages.order_by("path"):
            yield Behind(page, str(locale.get_display_name()), counted[page.translation_key])


def _open_segments(translations: models.QuerySet[Translation], locale: Locale) -> dict[uuid.UUID, int]:
    """Return how many segments wait for a translation into `locale`, by the key of their page, if there are any."""
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"), context=OuterRef("context_id"), locale=locale, has_error=False
    )
    segments = StringSegment.objects.filter(~Exists(done), source__in=translations.values("source")).order_by()
    return dict(segments.values_list("source__object_id").annotate(n=Count("pk")))


def behind_for(user: AbstractBaseUser | AnonymousUser) -> list[Behind]:
    """Return the translations with open segments that `user` may change."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return list(behind(Translation.objects.all(), pages))


def behind_of(english: Page) -> list[Behind]:
    source = _source_of(english)
    return list(behind(source.translations.all(), Page.objects.all())) if source else []
