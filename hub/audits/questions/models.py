"""A template of an audit and its questions."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from curriculum.models import Criterion

from .forms import TemplateForm


def new_key() -> str:
    """Return the key of a question that an editor adds: years are compared by it, so it never changes."""
    return uuid.uuid4().hex[:16]


class AskedBy(models.TextChoices):
    """Who asks for what a question is about. Law, guidance and the voluntary standard are never one."""

    LAW = "must", _("Must: asked by law of the schools that it binds")
    GUIDANCE = "should", _("Should: asked by statutory guidance")
    AMBITIONS = "voluntary", _("London Ambitions (voluntary)")
    HUB = "own", _("Our own question: neither law nor guidance asks it")


class AuditTemplate(ClusterableModel):
    """The questions of one kind of audit. `edited`: by an editor, so a new release does not change it."""

    class Kind(models.TextChoices):
        WHOLE_SCHOOL = "whole-school", _("Whole school")
        SEND = "send", _("Pupils with special educational needs")
        PRIMARY = "primary", _("Primary")
        COLLEGE = "college", _("College")

    slug = models.SlugField(_("short name in addresses"), max_length=64, unique=True)
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("for"), max_length=16, choices=Kind)
    introduction = models.TextField(_("introduction"), max_length=1000, blank=True)
    is_offered = models.BooleanField(
        _("offered to schools"), default=True, help_text=_("Audits that have begun stay when this is taken away.")
    )
    is_edited = models.BooleanField(default=False, editable=False)

    base_form_class = TemplateForm
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("slug")]),
        FieldPanel("introduction"),
        FieldPanel("is_offered"),
        InlinePanel("questions", heading=_("Questions"), label=_("Question"), min_num=1),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("audit template")
        verbose_name_plural = _("audit templates")

    def __str__(self) -> str:
        return self.title


class AbstractQuestion(models.Model):
    """What is asked: of a template, and again of each audit that began while it was so."""

    key = models.SlugField(_("key"), max_length=64, default=new_key, editable=False)
    text = models.CharField(_("question"), max_length=300, help_text=_("As a statement that may be in place."))
    shows = models.CharField(_("what would show it"), max_length=400, blank=True)
    asked_by = models.CharField(_("who asks for it"), max_length=12, choices=AskedBy, default=AskedBy.HUB)
    benchmark = models.ForeignKey(
        Criterion,
        verbose_name=_("Gatsby benchmark"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"framework__slug": "gatsby"},
    )
    element = models.ForeignKey(
        Criterion,
        verbose_name=_("element of London Ambitions"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"framework__slug": "london-ambitions"},
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text

    @property
    def criteria(self) -> list[Criterion]:
        """The benchmark and the element, whichever there are."""
        return [each for each in (self.benchmark, self.element) if each is not None]


class Question(AbstractQuestion, Orderable):
    """One question of a template."""

    template = ParentalKey(AuditTemplate, on_delete=models.CASCADE, related_name="questions")

    panels = [
        FieldPanel("text"),
        FieldPanel("shows"),
        FieldRowPanel([FieldPanel("benchmark"), FieldPanel("element")]),
        FieldPanel("asked_by"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("question of an audit")
        verbose_name_plural = _("questions of an audit")
        constraints = [models.UniqueConstraint(fields=("template", "key"), name="a_question_once_in_a_template")]
