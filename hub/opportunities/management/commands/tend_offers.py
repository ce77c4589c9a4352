"""Expires offers, writes two weeks before, and deletes links that nobody confirmed."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.core.arguments import day
from hub.opportunities.offers import lifecycle
from hub.opportunities.organisations import links

# No mail in the night for a day that is two weeks away.
EARLIEST_HOUR = 7


class Command(BaseCommand):
    help = (
        "Expire offers that have passed their last day, tell their contacts two weeks before, and delete links that "
        "nobody has confirmed. Run it as often as you like: nothing is done or told twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=day, metavar="DATE", help="as if it were this day (2026-11-24)")
        parser.add_argument("--daily", action="store_true", help="no letters before 7 o'clock: for tick")

    def handle(self, *args: object, on: datetime.date | None, daily: bool, **options: Any) -> None:
        now = timezone.now()
        expired = lifecycle.expire(on=on or timezone.localdate(now))
        forgotten = links.forget_old(at=now)
        told, failed = 0, []
        if not daily or timezone.localtime(now).hour >= EARLIEST_HOUR:
            for offer in list(lifecycle.to_tell(on=on or timezone.localdate(now))):
                try:
                    told += lifecycle.tell(offer)
                except OSError as error:
                    failed.append(f"offer {offer.pk}: {error}")
        if expired or told or not daily:
            self.stdout.write(f"Offers expired: {expired}, contacts told: {told}, links deleted: {forgotten}.")
        if failed:
            raise CommandError("\n".join(["Not sent, and tried again by the next call:", *failed]))
