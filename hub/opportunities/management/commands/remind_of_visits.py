"""Reminds both sides of the visits that come, 14 and 2 days before."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.opportunities.visits.services import remind


class Command(BaseCommand):
    help = "Remind schools and employers of agreed visits, 14 and 2 days before, each once. `tick` runs it."

    def handle(self, *args: object, **options: object) -> None:
        told = remind(on=timezone.localdate())
        if told:
            self.stdout.write(f"{told} visits reminded of.")
