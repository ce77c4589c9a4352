"""Prints all that this room holds of somebody's address."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from hub.opportunities.management.holding import everything


class Command(BaseCommand):
    help = (
        "Print, as JSON, all that is held of an address: of somebody who offers, of a school's contact, of a provider "
        "that asked for access."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: object, email: str, **options: Any) -> None:
        found = everything(email)
        if not found:
            raise CommandError(f"Nothing is held of the address {email}.")
        self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
