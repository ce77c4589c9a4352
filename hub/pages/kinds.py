"""What an event can be: how people attend it, for whom it is, and whether it takes place."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attendance(models.TextChoices):
    """How people attend an event."""

    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In person and online")

    @property
    def schema_org(self) -> str:
        """The name of it among schema.org's modes of attendance."""
        return {"in-person": "Offline", "online": "Online", "both": "Mixed"}[self.value] + "EventAttendanceMode"


class Audience(models.TextChoices):
    """For whom an event is."""

    EVERYBODY = "everybody", _("Everybody")
    PUPILS = "pupils", _("Pupils")
    PARENTS = "parents", _("Parents and carers")
    STAFF = "staff", _("School staff")
    EMPLOYERS = "employers", _("Employers and providers")


class EventStatus(models.TextChoices):
    """Whether an event takes place as it was announced."""

    PLANNED = "planned", _("Takes place as planned")
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def schema_org(self) -> str:
        """The name of it among schema.org's states of an event."""
        return {"planned": "EventScheduled", "moved": "EventRescheduled", "cancelled": "EventCancelled"}[self.value]
