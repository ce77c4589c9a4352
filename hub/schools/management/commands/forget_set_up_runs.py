"""Delete the runs that set up schools and were begun 30 days ago."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.schools.setting_up.runs import forget


class Command(BaseCommand):
    help = "Delete the runs that set up many schools and were begun 30 days ago. `tick` runs it."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{forget(at=timezone.now())} runs deleted.")
