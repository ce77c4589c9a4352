"""Who works for which school: a group belongs to one school and one role by a real key, never by its name."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from hub.schools.register.models import School


class Role(models.TextChoices):
    """What a person does at a school. Only the first edits; the others read, comment and approve."""

    CAREERS_LEADER = "careers-leader", _("Careers leader")
    HEAD = "head", _("Head")
    GOVERNOR = "governor", _("Governor")
    CLERK = "clerk", _("Clerk to the governors")


class SchoolGroup(models.Model):
    """The group of one school's people in one role."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="school_group")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="groups")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("school", "role"), name="one_group_per_school_and_role")]

    def __str__(self) -> str:
        return f"{self.school}: {self.get_role_display()}"


class SchoolCollection(models.Model):
    """The one collection that holds a school's images and documents."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="media")
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="school_collection")

    def __str__(self) -> str:
        return f"{self.school}: {self.collection}"
