"""Erases a person who speaks for an organisation, and what is theirs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hub.opportunities.management.commands.export_contact import found
from hub.opportunities.organisations import held


class Command(BaseCommand):
    help = (
        "Erase the person with this address who speaks for an organisation, with their offers; the organisation too if "
        "nobody else speaks for it. Run export_contact first if they want a copy."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: object, email: str, **options: Any) -> None:
        person = found(email)
        held.erase(person)
        self.stdout.write(f"Erased: {email}.")
