"""Tries letters again that the mail server has not taken."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from hub.opportunities.letters.sending import send_due


class Command(BaseCommand):
    help = (
        "Send the letters of offers and visits that the mail server has not taken; each is tried six times over two "
        "days. `tick` runs it. Two at once send each letter once."
    )

    def handle(self, *args: object, **options: object) -> None:
        left, failed = send_due(at=timezone.now())
        if left or failed:
            self.stdout.write(f"Letters sent: {left}, not sent: {failed}.")
