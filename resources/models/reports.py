"""Reports from readers about problems with a resource."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.choices import MESSAGE_LENGTH, ProblemKind

from .pages import LessonResourcePage


class ProblemReport(models.Model):
    """A reader's report that something is wrong with a resource. It holds nothing about who sent it."""

    page = models.ForeignKey(
        LessonResourcePage, on_delete=models.CASCADE, related_name="problem_reports", verbose_name=_("resource")
    )
    kind = models.CharField(_("problem"), max_length=16, choices=ProblemKind.choices)
    message = models.TextField(_("message"), max_length=MESSAGE_LENGTH, blank=True)
    created_at = models.DateTimeField(_("reported"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("resolved by"),
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("problem report")
        verbose_name_plural = _("problem reports")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page.title}"
