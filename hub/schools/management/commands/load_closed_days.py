"""Adds the bank holidays and usual school holidays that the hub ships."""

from django.core.management.base import BaseCommand

from hub.schools.duties.closed_days import load_closed_days


class Command(BaseCommand):
    help = "Add the bank holidays and usual school holidays that come with the hub. What staff changed or added stays."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{load_closed_days()} stretches of days without school added.")
