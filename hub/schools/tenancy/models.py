"""Who works for which school, in which role: a row of its own for each, tied to the school by a real key."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Locale, Page

from curriculum.models import Borough
from hub.core.personal_data import PersonalData
from hub.schools.register.models import School


class Role(models.TextChoices):
    """What a person does at a school; what each may do with its pages and files is in `roles`."""

    CAREERS_LEADER = "careers-leader", _("Careers leader")
    HEAD = "head", _("Head")
    GOVERNOR = "governor", _("Governor")
    CLERK = "clerk", _("Clerk to the governors")
    SCHOOL_EDITOR = "school-editor", _("School editor")


# No role at a school: who has it reads the report on the schools of a borough, and edits nothing.
BOROUGH_OFFICER = "borough-officer"


class HubKind(models.TextChoices):
    """What somebody does for the hub itself, short of editing it: a role at no school."""

    TRANSLATOR = "translator", _("Translator")
    MODERATOR = "moderator", _("Moderator")


class RoleGroup(models.Model):
    """The one group of a role: what everybody in it may do in the admin, whichever school they work for.

    Nobody is put into it, but for who works for the hub (HubRole): Wagtail asks a group itself who decides in a
    workflow. Who has a membership in the role has its permissions (`memberships.groups_given`), and loses
    them with the last. Rights over pages and files granted to it count for nothing: those come of the membership.
    """

    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="role_group")
    role = models.CharField(
        max_length=20, choices=[*Role.choices, (BOROUGH_OFFICER, _("Borough officer")), *HubKind.choices], unique=True
    )

    def __str__(self) -> str:
        return self.get_role_display()


class GivenRole(models.Model):
    """What every role keeps: since when somebody has it, and who gave it."""

    since = models.DateTimeField(_("since"), default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True


class SchoolMembership(GivenRole):
    """Somebody's role at a school. `since` is empty where the hub did not keep it yet.

    It is given and taken by `people.join` and `people.leave`, which log it.
    """

    personal_data = PersonalData(
        ("user", "since", "given_by"),
        why=_("So that each school is in the hands of its own people. Only they and the hub's staff see it."),
        how_long=_("As long as they work for the school."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    since = models.DateTimeField(_("since"), null=True, default=timezone.now)  # type: ignore[assignment]

    class Meta:
        ordering = ["school", "role", "pk"]
        verbose_name = _("role at a school")
        verbose_name_plural = _("roles at schools")
        constraints = [models.UniqueConstraint(fields=("user", "school", "role"), name="one_membership_in_each_role")]
        indexes = [models.Index(fields=("school", "role"), name="people_of_a_school")]

    def __str__(self) -> str:
        return f"{self.school}: {self.get_role_display()}"


class BoroughOfficer(GivenRole):
    """Somebody reads how the schools of a borough meet the rules. It is given and taken by `people`, which logs it."""

    personal_data = PersonalData(
        ("user", "since", "given_by"),
        why=_("So that a borough's officers read the report on its schools. Only the hub's staff see who they are."),
        how_long=_("As long as they work for the borough."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="boroughs"
    )
    borough = models.ForeignKey(Borough, verbose_name=_("borough"), on_delete=models.PROTECT, related_name="officers")

    class Meta:
        ordering = ["borough", "pk"]
        verbose_name = _("borough officer")
        verbose_name_plural = _("borough officers")
        constraints = [models.UniqueConstraint(fields=("user", "borough"), name="one_officer_in_each_borough")]

    def __str__(self) -> str:
        return f"{self.borough}: {self.user}"


class HubRole(GivenRole):
    """Somebody translates the hub's pages into a language, or decides on its units and resources.

    It is given and taken by `hub_roles`, which logs it.
    """

    personal_data = PersonalData(
        ("user", "since", "given_by"),
        why=_("So that the hub’s pages are translated and its lessons checked. Only the hub’s staff see who does it."),
        how_long=_("As long as they do it."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="hub_roles"
    )
    kind = models.CharField(_("role"), max_length=20, choices=HubKind)
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("role for the hub")
        verbose_name_plural = _("roles for the hub")
        constraints = [
            models.UniqueConstraint(fields=("user", "locale"), name="one_translator_in_each_language"),
            models.UniqueConstraint(fields=("user",), condition=Q(kind="moderator"), name="one_moderator_each"),
            models.CheckConstraint(
                condition=Q(kind="moderator", locale=None) | Q(kind="translator", locale__isnull=False),
                name="a_translator_has_a_language",
            ),
        ]

    # What a moderator decides on, by the names of the models: this one is read before theirs.
    DECIDED_ON = ("curriculum.UnitPage", "resources.LessonResourcePage")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.locale}" if self.locale else str(self.get_kind_display())

    @classmethod
    def may_decide(cls, page: Page, user: AbstractBaseUser) -> bool:
        """Tell whether a page is one on which this person decides as a moderator."""
        moderates = cls.objects.filter(user=user.pk, kind=HubKind.MODERATOR)
        return page.specific_class._meta.label in cls.DECIDED_ON and moderates.exists()


class SchoolCollection(models.Model):
    """The one collection that holds a school's images and documents."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="media")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="school_collection")

    def __str__(self) -> str:
        return f"{self.school}: {self.collection}"
