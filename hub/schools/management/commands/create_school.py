"""Create a school's home page, collection and groups."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.schools.register.school_types import by_code, by_name
from hub.schools.tenancy.provisioning import ProvisioningError, create_school


class Command(BaseCommand):
    help = (
        "Make the home page, the collection and the groups of the school with this URN, all or nothing. A school of "
        "the register needs the URN alone: create_school 100000"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("urn", type=int)
        parser.add_argument("--name", default="", help="Only for a school that the register does not hold.")
        parser.add_argument("--type", default="", metavar="CODE", help="The register's type, as its code or its name.")
        parser.add_argument("--low-age", type=int)
        parser.add_argument("--high-age", type=int)
        parser.add_argument("--draft", action="store_true", help="Leave the home page unpublished.")

    def handle(self, *args: object, **options: Any) -> None:
        given = options["type"]
        known = by_code(given) or by_name(given)
        if given and known is None:
            raise CommandError(f"{given} is not a type of school the hub knows.")
        try:
            made = create_school(
                urn=options["urn"],
                name=options["name"],
                type_code=known.code if known else "",
                low_age=options["low_age"],
                high_age=options["high_age"],
                live=not options["draft"],
            )
        except ProvisioningError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made.school}: {made.home.get_url()}")
