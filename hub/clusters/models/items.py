"""What a member makes for the others: a resource, a case study, or a piece on what a subject is for at work."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curriculum.models import Sector, Subject
from hub.clusters.models.pages import ClusterPage
from hub.media.models import HubDocument
from hub.schools.models import School


class Item(models.Model):
    """One thing that a school offers in a cluster. Nobody but the school sees it while it is a draft."""

    class Kind(models.TextChoices):
        RESOURCE = "resource", _("Resource")
        CASE_STUDY = "case-study", _("Case study")
        # A series that members write together, a subject at a time.
        POINT = "point", _("What’s the point?")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OFFERED = "offered", _("Offered: waits for another member’s review")
        REVIEWED = "reviewed", _("Reviewed by another member")
        SHARED = "shared", _("Shared in the cluster")
        FORWARD = "forward", _("Put forward to the hub")
        PUBLIC = "public", _("Public on the hub")

    # What every member may read.
    OPEN_TO_MEMBERS = (Status.OFFERED, Status.REVIEWED, Status.SHARED, Status.FORWARD, Status.PUBLIC)

    cluster = models.ForeignKey(ClusterPage, on_delete=models.CASCADE, related_name="items")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="cluster_items")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(
        _("in a sentence or two"), max_length=300, help_text=_("What it is, and for which pupils. No pupil’s name.")
    )
    url = models.URLField(_("web address"), blank=True)
    document = models.ForeignKey(
        HubDocument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("file")
    )
    context = models.TextField(
        _("context"), max_length=2000, blank=True, help_text=_("The school, the year group, what was to be changed.")
    )
    done = models.TextField(_("what we did"), max_length=4000, blank=True)
    effect = models.TextField(
        _("effect"), max_length=2000, blank=True, help_text=_("What is different now, and how you know.")
    )
    words = models.TextField(
        _("in whose words"),
        max_length=1000,
        blank=True,
        help_text=_("What somebody said of it, and who that is by role: “a Year 9 tutor”. No pupil’s name."),
    )
    text = models.TextField(
        _("the point"),
        max_length=2000,
        blank=True,
        help_text=_("In 200 words or fewer: what somebody at work in London uses this subject for."),
    )
    subject = models.ForeignKey(
        Subject, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("subject")
    )
    sector = models.ForeignKey(
        Sector, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("sector")
    )
    reviewed_by = models.ForeignKey(School, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(_("note of the review"), max_length=1000, blank=True)
    changed_on = models.DateField(_("changed on"))

    class Meta:
        ordering = ["-changed_on", "-pk"]
        verbose_name = _("item of a cluster")
        verbose_name_plural = _("items of clusters")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reviewed_by=models.F("school")), name="nobody_reviews_what_their_school_made"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        return self.status == self.Status.PUBLIC
