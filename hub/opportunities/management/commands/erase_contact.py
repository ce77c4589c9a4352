"""Erases all that this room holds of somebody's address."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hub.opportunities.management.holding import erase_everything


class Command(BaseCommand):
    help = (
        "Erase the person with this address who speaks for an organisation, with their offers (the organisation too if "
        "nobody else speaks for it), every school's contact with it, and what a provider said of itself. Run "
        "export_contact first if they want a copy."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: object, email: str, **options: Any) -> None:
        found = erase_everything(email, at=timezone.now())
        if not found:
            raise CommandError(f"Nothing is held of the address {email}.")
        self.stdout.write(f"Erased: {email} ({', '.join(found)}).")
