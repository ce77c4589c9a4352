"""Takes off the second factor of somebody who lost it and their recovery codes, where nobody can in the admin."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.accounts import second_factor
from hub.accounts.models import User


class Command(BaseCommand):
    """`manage.py second_factor_off ADDRESS`."""

    help = "Take off a person's passkeys, app and recovery codes: they sign in with their password, and set up anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address they sign in with")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        person = User.objects.filter(email=address).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {address}.")
        if not second_factor.take_off(person, by=None):
            raise CommandError(f"{address} has no second factor.")
        self.stdout.write(f"The second factor of {address} is off. They were told by mail.")
