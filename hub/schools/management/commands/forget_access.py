"""Delete what the access log holds of more than twelve months ago."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.schools.access_log.recording import forget


class Command(BaseCommand):
    help = "Delete what the access log holds of more than twelve months ago. `tick` runs it."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{forget(on=timezone.localdate())} access records deleted.")
