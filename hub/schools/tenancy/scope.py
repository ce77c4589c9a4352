"""What a school's people may reach in the admin: the addresses of `allowed`, and only their own school's pages.

Default deny: an address that is not listed here is refused, whatever its own checks would say. Hiding a menu closes no
address, and several of Wagtail's own views answer with titles and names of other schools (tests/isolation).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import Model, Q, QuerySet
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageQuerySet
from wagtail.permissions import policy_registry

from hub.accounts.models import User
from hub.accounts.requests import RequestUser
from hub.schools.microsites.models import SchoolHomePage, SchoolIndexPage
from hub.schools.tenancy.models import SchoolGroup

# Where a listed address carries a page's number, and what it is called there.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "pk", "object_id")
# Wagtail itself redirects a user who asks these for a page outside the user's tree.
NAVIGATION = frozenset({"wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_explore_root"})
# These may also list the hub's public pages.
CHOOSING = frozenset({"wagtailadmin_choose_page_child", "wagtailadmin_choose_page_chosen_multiple"})


@dataclass(frozen=True)
class Scope:
    """The schools a user works for (keys), and the paths of their home pages, in any language."""

    schools: frozenset[int]
    paths: tuple[str, ...]

    def pages(self, queryset: QuerySet | None = None) -> QuerySet:
        """Return the pages of these schools."""
        pages = Page.objects.all() if queryset is None else queryset
        within = Q(pk__in=())
        for path in self.paths:
            within |= Q(path__startswith=path)
        return pages.filter(within)

    def choosable(self, queryset: PageQuerySet | None = None) -> PageQuerySet:
        """Return the pages that a page of these schools may lead to: their own, and the hub's public ones.

        Not the public pages of other schools: a chooser shows the title of the draft, which is not public.
        """
        pages = Page.objects.all() if queryset is None else queryset
        public = Page.objects.live().public()
        for index in SchoolIndexPage.objects.all():
            public = public.not_descendant_of(index)
        return pages.filter(Q(pk__in=self.pages().values("pk")) | Q(pk__in=public.values("pk")))

    def covers(self, page_id: int) -> bool:
        return self.pages().filter(pk=page_id).exists()

    @property
    def home_id(self) -> int | None:
        """The first home page of the scope."""
        return Page.objects.filter(path__in=self.paths[:1]).values_list("pk", flat=True).first()

    def first_choice(self, page_types: str) -> int | None:
        """Return the page at which choosing one of these types ("app.model,...") starts.

        That is the school's home page, unless only the hub has pages of the type: then it is their common ancestor.
        """
        try:
            models = [apps.get_model(name) for name in page_types.split(",")]
        except (LookupError, ValueError):
            return self.home_id  # Wagtail answers for what is no page type.
        pages = self.choosable().type(*models)
        if not pages.exists() or self.pages(pages).exists():
            return self.home_id
        above = pages.first_common_ancestor()
        return above.pk if self.choosable().filter(pk=above.pk).exists() else self.home_id


def scope_of(user: RequestUser) -> Scope | None:
    """Return the scope of someone with a role at a school; None for the hub's own staff and for strangers.

    Whatever other groups that person is in count for nothing (`only_of_schools`), unless an administrator has marked
    the account as the hub's own. The answer is kept on the user object, which lives for one request.
    """
    if not user.is_authenticated or user.is_superuser or user.is_central:
        return None
    if not hasattr(user, "_school_scope"):
        user._school_scope = _read_scope(user)  # type: ignore[attr-defined]
    return user._school_scope  # type: ignore[attr-defined]


def _read_scope(user: User) -> Scope | None:
    schools = frozenset(SchoolGroup.objects.filter(group__user=user).values_list("school_id", flat=True))
    if not schools:
        return None
    homes = SchoolHomePage.objects.filter(school__in=schools).order_by("path")
    return Scope(schools, tuple(homes.values_list("path", flat=True)))


def only_of_schools(user: User, groups: QuerySet[Group]) -> QuerySet[Group] | None:
    """Leave a school's people the permissions of schools' groups (a narrowing of hub.accounts.groups)."""
    return None if scope_of(user) is None else groups.filter(school_group__isnull=False)


def limit(user: RequestUser) -> Callable[[type[Model], int], bool] | None:
    """Tell what a user's pages may refer to (hub.core.references): a school's people, what their choosers offer."""
    scope = scope_of(user)
    if scope is None:
        return None

    def allows(model: type[Model], pk: int) -> bool:
        if issubclass(model, Page):
            return scope.choosable().filter(pk=pk).exists()
        if issubclass(model, AbstractImage | AbstractDocument):
            files = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["choose"])
            return files.filter(pk=pk).exists()
        return True

    return allows


def names_of_schools(user: User) -> Iterable[str]:
    """Return the names of a person's schools and boroughs: no password is made of them (a register of passwords)."""
    if not user.pk:
        return []
    of_schools = SchoolGroup.objects.filter(group__user=user).values_list("school__name", "school__borough__label")
    return [name for pair in of_schools for name in pair if name]
