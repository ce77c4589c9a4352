"""Files that are the evidence of a record: read by those who might read them, and changed or deleted by nobody.

Which files these are is told by the rooms above, which register a query. Guarded twice: by the permission policy, which
every form, listing and bulk action of Wagtail asks, and by the model, for whatever asks nobody.
"""

from collections.abc import Callable, Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

WORDS = _(
    "This file is the evidence of a recorded approval: nobody can replace, change, move or delete it. A mistake is put "
    "right by recording a new approval."
)
Person = AbstractBaseUser | AnonymousUser
# What Wagtail itself writes of a file that it has read: neither changes it.
MEASURED = frozenset({"file_size", "file_hash"})
KeysOfDocuments = Callable[[], QuerySet]
_registered: list[KeysOfDocuments] = []


class EvidenceKept(PermissionDenied):
    """The file is evidence, and stays as it is."""

    def __init__(self) -> None:
        super().__init__(str(WORDS))


def register_evidence(keys: KeysOfDocuments) -> None:
    """Register `keys() -> keys of documents` that are evidence. Called from AppConfig.ready()."""
    _registered.append(keys)


def evidence() -> Q:
    """Return the condition on documents that are evidence."""
    found = Q(pk__in=())
    for keys in _registered:
        found |= Q(pk__in=keys())
    return found


def is_evidence(document: AbstractDocument) -> bool:
    return document.pk is not None and type(document)._base_manager.filter(evidence(), pk=document.pk).exists()


class EvidenceQuerySet(DocumentQuerySet):
    """Documents, of which evidence is neither updated nor deleted, alone or among others."""

    def update(self, **kwargs: object) -> int:
        self._refuse()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse()
        return super().delete()

    def _refuse(self) -> None:
        if self.filter(evidence()).exists():
            raise EvidenceKept


class EvidencePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's own policy for documents, in which evidence can be chosen (and so read) and nothing else."""

    def user_has_any_permission_for_instance(
        self, user: Person, actions: Iterable[str], instance: AbstractDocument
    ) -> bool:
        if is_evidence(instance):
            actions = set(actions) & {"choose"}
        return bool(actions) and super().user_has_any_permission_for_instance(user, actions, instance)

    def instances_user_has_any_permission_for(self, user: Person, actions: Iterable[str]) -> QuerySet:
        found = super().instances_user_has_any_permission_for(user, actions)
        return found if "choose" in actions else found.exclude(evidence())
