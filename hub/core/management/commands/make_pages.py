"""Have public pages lie ready for the day, so that no visitor waits for their making."""

import argparse

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from hub.core.kept import ahead, rounds

# Between two lines about a long run: seconds of the processor.
PORTION = 10.0


class Command(BaseCommand):
    help = (
        "Make the public pages of today and keep them in the database, for when the cache does not have them. "
        "It goes on from where the last call stopped. `tick` runs it for a while each time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seconds", type=_seconds, help="stop after so many of the processor (default: when all are made)"
        )

    def handle(self, *args: object, seconds: float | None, **options: object) -> None:
        if why := ahead.hindrance():
            self.stdout.write(why)
            return
        left, made, done = seconds, 0, False
        while not done and (left is None or left > 0):
            portion = PORTION if left is None else min(PORTION, left)
            now_made, done = rounds.go_on(now=timezone.now(), seconds=portion)
            made, left = made + now_made, None if left is None else left - portion
            if seconds is None and not done:
                self.stdout.write(f"{made} pages lie ready, more to come.")
        said = "All are made for today." if done else "The next call goes on."
        self.stdout.write(f"{made} pages made ready. {said}")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError("a number of seconds above 0")
    return seconds
