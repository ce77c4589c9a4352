"""`manage.py search_forget`: delete counts of searches that are older than thirteen months. `tick` runs it."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.steering import lookups


class Command(BaseCommand):
    help = "Delete the daily counts of searches that are older than thirteen months."

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        gone = lookups.forget(on=timezone.localdate())
        if gone and verbosity:
            self.stdout.write(f"{gone} old counts of searches deleted")
