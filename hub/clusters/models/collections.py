"""Collections: pages of the whole hub that members put together, in an order, each with why."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from hub.clusters.models.pages import ClusterPage
from hub.schools.models import School


class Collection(models.Model):
    """Pages of the hub that members of a cluster use for one purpose."""

    cluster = models.ForeignKey(ClusterPage, on_delete=models.CASCADE, related_name="collections")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("what it is for"), max_length=300, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("collection of a cluster")
        verbose_name_plural = _("collections of clusters")

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """One page of a collection, and who put it there."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="entries")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page of the hub"))
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(_("why"), max_length=200, blank=True, help_text=_("What you use it for. No pupil’s name."))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=("collection", "page"), name="a_page_once_in_a_collection")]

    def __str__(self) -> str:
        return str(self.page)
