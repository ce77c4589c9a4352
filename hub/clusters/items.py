"""What happens to an item, from a draft that its school alone sees to what is public with that school's name."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.clusters.access import Standing
from hub.clusters.letters import of_step
from hub.clusters.models import ClusterPage, Item
from hub.core.letters import post
from hub.publication.rules import LazyText
from hub.schools.models import School

Status, Kind = Item.Status, Item.Kind


class Who(StrEnum):
    """Who takes a step: the school that made the item, another member, or the hub's own staff."""

    OWN = "own"
    OTHER = "other"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an item's status. `notes`: what is wrong may be said with it; `needs_note`: must be."""

    key: str
    label: LazyText
    before: tuple[Item.Status, ...]
    after: Item.Status
    who: Who
    notes: bool = False
    needs_note: bool = False


STEPS = (
    Step("offer", gettext_lazy("Offer it to the members"), (Status.DRAFT,), Status.OFFERED, Who.OWN),
    Step("review", gettext_lazy("It can be shared"), (Status.OFFERED,), Status.REVIEWED, Who.OTHER, notes=True),
    Step(
        "return",
        gettext_lazy("Give it back with a note"),
        (Status.OFFERED,),
        Status.DRAFT,
        Who.OTHER,
        notes=True,
        needs_note=True,
    ),
    Step("share", gettext_lazy("Share it in the cluster"), (Status.REVIEWED,), Status.SHARED, Who.OWN),
    Step(
        "forward",
        gettext_lazy("Put it forward to the hub"),
        (Status.REVIEWED, Status.SHARED),
        Status.FORWARD,
        Who.OWN,
    ),
    Step("accept", gettext_lazy("Make it public"), (Status.FORWARD,), Status.PUBLIC, Who.STAFF),
    Step(
        "decline",
        gettext_lazy("Leave it with the cluster"),
        (Status.FORWARD, Status.PUBLIC),
        Status.SHARED,
        Who.STAFF,
        notes=True,
        needs_note=True,
    ),
    Step("withdraw", gettext_lazy("Take it back as a draft"), Item.OPEN_TO_MEMBERS, Status.DRAFT, Who.OWN),
)
STEPS_BY_KEY = {step.key: step for step in STEPS}


def visible(cluster: ClusterPage, standing: Standing) -> QuerySet[Item]:
    """Return the items that a person may read in the members' space: no draft but those of their own schools."""
    readable = Q(school__in=standing.speaks_for)
    if standing.may_read:
        readable |= Q(status__in=Item.OPEN_TO_MEMBERS)
    related = ("school", "subject", "sector", "reviewed_by", "document", "cluster")
    return cluster.items.filter(readable).select_related(*related)


def may_take(step: Step, item: Item, standing: Standing) -> bool:
    """Tell whether a person may take `step` with an item as it is now. Nobody reviews what their school made."""
    if item.status not in step.before:
        return False
    if step.who is Who.STAFF:
        return standing.is_staff
    own = standing.is_own(item.school_id)
    if step.who is Who.OWN:
        return own
    return standing.may_write and item.school_id not in standing.works_at


def steps_for(item: Item, standing: Standing) -> list[Step]:
    """Return the steps that a person may take with an item, in their order."""
    return [step for step in STEPS if may_take(step, item, standing)]


def may_edit(item: Item, standing: Standing) -> bool:
    """Tell whether a person may change the words of an item: its school, while it is a draft."""
    return item.status == Status.DRAFT and standing.is_own(item.school_id)


def lacking(item: Item) -> list[str]:
    """Return what an item still needs before others are asked to read it, in words."""
    needed: Sequence[tuple[object, str]] = ()
    if item.kind == Kind.RESOURCE:
        needed = ((item.url or item.document_id, _("a web address or a file")),)
    elif item.kind == Kind.CASE_STUDY:
        needed = ((item.context, _("the context")), (item.done, _("what you did")), (item.effect, _("the effect")))
    elif item.kind == Kind.POINT:
        needed = (
            (item.subject_id, _("the subject")),
            (item.sector_id, _("the sector")),
            (item.text, _("the point itself")),
        )
    return [name for there, name in needed if not there]


@transaction.atomic
def take(step: Step, item: Item, standing: Standing, *, on: datetime.date, note: str = "") -> None:
    """Take a step that the person may take (`may_take`); the schools that it concerns are told.

    Raises:
        ValidationError: when something lacks, or when the item has moved on since it was read.
    """
    if step.needs_note and not note.strip():
        raise ValidationError(_("Say why, so that the school can mend it."))
    if step.key == "offer" and (gaps := lacking(item)):
        raise ValidationError(_("Before others read it, add %(what)s.") % {"what": get_text_list(gaps, _("and"))})
    changes: dict[str, object] = {"status": step.after, "changed_on": on}
    if step.notes:
        changes["note"] = note.strip()
    if step.who is Who.OTHER:
        # Of several schools that a person speaks for, the first: which of them read it makes no difference here.
        changes["reviewed_by"] = School.objects.filter(pk__in=standing.speaks_for).order_by("name", "pk").first()
    if step.key in ("offer", "withdraw"):
        changes |= {"reviewed_by": None, "note": ""}
    if not Item.objects.filter(pk=item.pk, status=item.status).update(**changes):
        raise ValidationError(_("Somebody was quicker: look at it again."))
    item.refresh_from_db()
    post(of_step(step.key, item))


def on_leaving(cluster: ClusterPage, school: School, *, withdraws: bool, on: datetime.date) -> None:
    """Settle the items of a school that leaves: what was reviewed stays with its name, unless it is withdrawn.

    What nobody has reviewed is a draft again; drafts are seen by nobody until the school comes back.
    """
    own = Item.objects.filter(cluster=cluster, school=school)
    back = Item.OPEN_TO_MEMBERS if withdraws else (Status.OFFERED,)
    own.filter(status__in=back).update(status=Status.DRAFT, changed_on=on, reviewed_by=None)
    own.filter(status=Status.REVIEWED).update(status=Status.SHARED, changed_on=on)
