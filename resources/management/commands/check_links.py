"""`manage.py check_links`: ask the sites that pages lead to, those that are due. `tick` runs it."""

import datetime

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.core.models import LastRun
from resources.link_checks.choices import Outcome
from resources.link_checks.policy import polite
from resources.link_checks.services import Run, gather

# The list is made from the pages so often; a link that is new is asked soon after.
GATHERED = "gather_links"
EVERY = datetime.timedelta(hours=1)


class Command(BaseCommand):
    help = (
        "Ask the sites that public pages lead to whether they still answer: each link once a week, some each time, "
        "one request to a host at a time. LINK_CHECKS=0 leaves it out."
    )

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        if not settings.LINK_CHECKS:
            return
        if not LastRun.objects.filter(command=GATHERED, at__gt=timezone.now() - EVERY).exists():
            gather()
            LastRun.note(GATHERED)
        # Later than what was gathered, which is due from then.
        counts = Run(polite(), timezone.now()).go()
        if counts and verbosity:
            said = ", ".join(f"{Outcome(outcome).label}: {number}" for outcome, number in sorted(counts.items()))
            self.stdout.write(f"{sum(counts.values())} links asked. {said}")
