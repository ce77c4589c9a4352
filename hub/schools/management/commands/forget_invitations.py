"""Delete the invitations that were over 90 days ago."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.schools.invitations.inviting import forget


class Command(BaseCommand):
    help = "Delete the invitations that were used, withdrawn or too old 90 days ago. `tick` runs it."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{forget(at=timezone.now())} invitations deleted.")
