"""Erases what this room holds about people once its time is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.opportunities.provider_requests.services import erase_old


class Command(BaseCommand):
    help = "Erase providers' requests a year after their end, and those that nobody confirmed. `tick` runs it."

    def handle(self, *args: object, **options: object) -> None:
        erased = erase_old(at=timezone.now())
        if erased:
            self.stdout.write(f"{erased} providers' requests erased.")
