from django.db import models
from django.utils import timezone


class LastRun(models.Model):
    """When a command ran last, and how that ended: for the monitor."""

    TICK = "tick"

    command = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    failed = models.BooleanField(default=False)
    # A server that the command needs did not answer; what it had to do waits.
    waiting = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.command

    @classmethod
    def note(cls, command: str, *, failed: bool = False, waiting: bool = False) -> bool:
        """Note a run of now; return whether it ended otherwise than the one before."""
        before = cls.objects.filter(command=command).values_list("failed", "waiting").first()
        cls.objects.update_or_create(
            command=command, defaults={"at": timezone.now(), "failed": failed, "waiting": waiting}
        )
        return (before or (False, False)) != (failed, waiting)
