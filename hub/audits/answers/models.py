"""An audit and its answers."""

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.audits.questions.models import AbstractQuestion, AuditTemplate
from hub.publication.fields import AcademicYearField
from hub.schools.models import School

WORDS_MOST = 2000


class Audit(models.Model):
    """One school's audit by one template in one school year.

    `saves` counts how often it was saved, so that nobody writes over what another has saved meanwhile.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="audits")
    template = models.ForeignKey(AuditTemplate, null=True, on_delete=models.SET_NULL, related_name="audits")
    title = models.CharField(_("title"), max_length=120)
    academic_year = AcademicYearField(_("school year"))
    begun_on = models.DateField(_("begun on"))
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    finished_on = models.DateField(_("finished on"), null=True, blank=True)
    saves = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-academic_year", "title", "pk"]
        verbose_name = _("audit")
        verbose_name_plural = _("audits")
        constraints = [
            models.UniqueConstraint(
                fields=("school", "template", "academic_year"), name="one_audit_by_template_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.academic_year}"


class Answer(AbstractQuestion):
    """One question of an audit, as it was asked when the audit began, and its answer."""

    class State(models.TextChoices):
        NOT_YET = "not-yet", _("Not yet")
        IN_PART = "in-part", _("In part")
        IN_PLACE = "in-place", _("In place")
        NOT_APPLICABLE = "not-applicable", _("Does not apply")

    GAPS = (State.NOT_YET, State.IN_PART)

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="answers")
    order = models.PositiveSmallIntegerField()
    state = models.CharField(_("answer"), max_length=16, choices=State, blank=True)
    words = models.TextField(_("in your words"), max_length=WORDS_MOST, blank=True)
    link = models.URLField(
        _("address of something that shows it"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("answer of an audit")
        verbose_name_plural = _("answers of an audit")
        constraints = [models.UniqueConstraint(fields=("audit", "key"), name="a_question_once_in_an_audit")]

    @property
    def is_gap(self) -> bool:
        return self.state in self.GAPS
