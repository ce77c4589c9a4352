"""Ask the hostnames of schools whether they still lead to this hub."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.schools.hosts.proving import check_all, may_ask


class Command(BaseCommand):
    help = "Ask each hostname of a school whether it leads here: once a day, hourly until it does. `tick` runs it."

    def handle(self, *args: object, **options: object) -> None:
        if not may_ask():
            self.stdout.write("This machine has no way out (LINK_CHECKS): nothing asked.")
            return
        asked, well = check_all(at=timezone.now())
        self.stdout.write(f"{asked} hostnames asked, {well} lead to this hub.")
