"""Prints all that the hub holds about a person who speaks for an organisation."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from hub.opportunities.models import Representative
from hub.opportunities.organisations import held


class Command(BaseCommand):
    help = "Print, as JSON, all that the hub holds about the person with this address who speaks for an organisation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: object, email: str, **options: Any) -> None:
        self.stdout.write(json.dumps(held.export(found(email)), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))


def found(email: str) -> Representative:
    """Return who has an address.

    Raises:
        CommandError: when nobody who speaks for an organisation has it.
    """
    person = Representative.objects.select_related("organisation").filter(email=email).first()
    if person is None:
        raise CommandError(f"Nobody who speaks for an organisation has the address {email}.")
    return person
