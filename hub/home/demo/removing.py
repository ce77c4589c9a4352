"""Which part of the demo can go, what stays because people have made it theirs, and the taking away."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Collection, Page, PageLogEntry, ReferenceIndex, Revision
from wagtail_localize.models import String, Template

from hub.accounts.models import User
from hub.clusters.models import ClusterPage
from hub.clusters.models import Entry as ClusterEntry
from hub.home.demo.ledger import REMOVED, Made
from hub.home.models import HomePage
from hub.opportunities.models import Organisation
from hub.schools.models import School, SchoolCollection, SchoolHomePage

BY_PEOPLE = Q(user__isnull=False, user__is_demo=False)


@dataclass
class Plan:
    """What goes (keys by kind), and what stays: what it is and why."""

    pages: set[int]
    schools: set[int]
    others: Made
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not (self.pages or self.schools or any(self.others.values()))


def plan(made: Made) -> Plan:
    """Return what can go of what loading made: nothing that people changed, use elsewhere, or put something under."""
    pages = Page.objects.filter(pk__in=_numbers(made["page"]))
    found = Plan(
        pages=set(pages.values_list("pk", flat=True)),
        schools=set(School.objects.filter(pk__in=_numbers(made["school"])).values_list("pk", flat=True)),
        others={
            "group": _there(Group, made["group"]),
            "collection": _there(Collection, made["collection"]),
            "user": _there(User, made["user"]),
            "image": _there(get_image_model(), made["image"]),
            "document": _there(get_document_model(), made["document"]),
            "organisation": _there(Organisation, made["organisation"]),
        },
    )
    _keep_uploads(found)
    _keep_pages(found, _changed_by_people(found.pages), "changed by an editor")
    while new := [*_needed(found), *_of_real_schools(found)]:
        for pages_kept, why in new:
            _keep_pages(found, pages_kept, why)
    return found


@transaction.atomic
def remove(found: Plan, *, home: HomePage) -> None:
    """Take away what the plan names."""
    if home.example_id in found.pages:
        home.example = None
        home.save_revision().publish()
    Page.objects.filter(pk__in=found.pages).delete()
    # wagtail-localize takes a page's translations along, and leaves the sentences that they were of.
    String.objects.filter(segments=None, translations=None).delete()
    Template.objects.filter(segments=None).delete()
    School.objects.filter(pk__in=found.schools).delete()
    get_image_model().objects.filter(pk__in=found.others["image"]).delete()
    get_document_model().objects.filter(pk__in=found.others["document"]).delete()
    Group.objects.filter(pk__in=found.others["group"]).delete()
    Collection.objects.filter(pk__in=found.others["collection"]).delete()
    User.objects.filter(pk__in=found.others["user"]).delete()
    Organisation.objects.filter(pk__in=found.others["organisation"]).delete()
    log(instance=home, action=REMOVED, data={"pages": len(found.pages), "schools": len(found.schools)})


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys]


def _there(model: type, keys: Iterable[str]) -> set[str]:
    rows = model._default_manager.filter(pk__in=_numbers(keys))  # type: ignore[attr-defined]
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def _keep_uploads(found: Plan) -> None:
    """A school whose folder holds a file that loading did not bring stays: the folder would take the file along."""
    for owned in SchoolCollection.objects.filter(school__in=found.schools).select_related("school"):
        for kind, model in (("image", get_image_model()), ("document", get_document_model())):
            mine = model.objects.filter(collection=owned.collection).exclude(pk__in=found.others[kind])
            if file := mine.first():
                _keep_school(found, owned.school, f"its folder holds “{file}”")


def _changed_by_people(pages: set[int]) -> Iterable[int]:
    revisions = Revision.page_revisions.filter(BY_PEOPLE, object_id__in=[str(pk) for pk in pages])
    entries = PageLogEntry.objects.filter(BY_PEOPLE, page_id__in=pages)
    return {int(pk) for pk in revisions.values_list("object_id", flat=True)} | set(
        entries.values_list("page_id", flat=True)
    )


def _needed(found: Plan) -> list[tuple[set[int], str]]:
    """Return pages of the plan that something else needs: a page under them, or a page that names them."""
    needed: list[tuple[set[int], str]] = []
    going = list(Page.objects.filter(pk__in=found.pages).order_by("path"))
    by_path = {page.path: page.pk for page in going}
    for page in Page.objects.exclude(pk__in=found.pages).filter(depth__gt=2).only("path", "title"):
        above = {by_path[path] for path in _paths_above(page) if path in by_path}
        if above:
            needed.append((above, f"“{page.title}” stands under it"))
    for page in going:
        for reference in ReferenceIndex.get_references_to(page):
            if _stays(reference, found):
                needed.append(({page.pk}, "a page that is not of the demo uses it"))
    return needed


def _of_real_schools(found: Plan) -> Iterable[tuple[set[int], str]]:
    """Yield the clusters of the plan in which a school that stays is, was or wrote; each with its translations."""
    for cluster in ClusterPage.objects.filter(pk__in=found.pages).order_by("path"):
        entries = ClusterEntry.objects.filter(collection__cluster=cluster)
        for rows in (cluster.memberships, cluster.items, cluster.meetings, cluster.collections, entries):
            # What has no school was made by the hub's staff, and stands in the page's history.
            real = rows.exclude(school__in=found.schools).exclude(school=None).first()
            if real is not None:
                pages = Page.objects.filter(translation_key=cluster.translation_key).values_list("pk", flat=True)
                yield set(pages), f"{real.school} is in it or wrote in it"
                break


def _paths_above(page: Page) -> list[str]:
    return [page.path[:end] for end in range(Page.steplen, len(page.path), Page.steplen)]


def _stays(reference: ReferenceIndex, found: Plan) -> bool:
    """Say whether what holds the reference stays. The front page's example is taken from it, so it does not count."""
    model = reference.base_content_type.model_class()
    if model is not Page:
        return False
    return int(reference.object_id) not in found.pages and reference.model_path != "example"


def _keep_pages(found: Plan, pages: Iterable[int], why: str) -> None:
    """Keep pages; a page of a school keeps the school with all its pages."""
    for page in Page.objects.filter(pk__in=set(pages) & found.pages):
        found.pages.discard(page.pk)
        found.kept.setdefault(f"{page.title} ({page.url_path})", why)
        for home in SchoolHomePage.objects.ancestor_of(page, inclusive=True).select_related("school"):
            _keep_school(found, home.school, f"{page.title}: {why}")


def _keep_school(found: Plan, school: School, why: str) -> None:
    """Keep a school whole: its pages in every language and its folder."""
    if school.pk not in found.schools:
        return
    found.schools.discard(school.pk)
    found.kept[str(school)] = why
    for home in SchoolHomePage.objects.filter(school=school):
        found.pages -= set(home.get_descendants(inclusive=True).values_list("pk", flat=True))
    owned = SchoolCollection.objects.filter(school=school).values_list("collection_id", flat=True)
    found.others["collection"] -= {str(pk) for pk in owned}
    for kind, model in (("image", get_image_model()), ("document", get_document_model())):
        files = model.objects.filter(collection__in=owned).values_list("pk", flat=True)
        found.others[kind] -= {str(pk) for pk in files}
