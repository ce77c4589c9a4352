"""Let a school go on under another number of the register."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from hub.core.arguments import day
from hub.schools.microsites.reregistering import RegistrationError, reregister, take_over
from hub.schools.register.models import Registration, School
from hub.schools.register.school_types import by_code, by_name


class Command(BaseCommand):
    help = (
        "The school with this URN goes on under another one (it becomes an academy, or merges): it keeps its pages, "
        "its people and its address, and has other duties from that day. A number that the register holds needs "
        "nothing else; for one that it lacks give --type and --on. Example: reregister_school 100000 150000 --dry-run"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("urn", type=int)
        parser.add_argument("new_urn", type=int)
        parser.add_argument("--type", default="", metavar="CODE", help="The register's type, as its code or its name.")
        parser.add_argument("--on", type=day, metavar="YYYY-MM-DD", help="The first day under the new number.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be and write nothing.")

    @transaction.atomic
    def handle(self, *args: object, **options: Any) -> None:
        old = Registration.objects.select_related("school").filter(urn=options["urn"]).first()
        if old is None:
            raise CommandError(f"The register holds no school with URN {options['urn']}.")
        try:
            new = self.registration(old.school, options)
        except RegistrationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{old.school} is {new} from {new.starts_on}.")
        if options["dry_run"]:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was written.")

    def registration(self, school: School, options: dict[str, Any]) -> Registration:
        urn, on = options["new_urn"], options["on"]
        if Registration.objects.filter(urn=urn).exists():
            return take_over(school=school, urn=urn, on=on)
        kind = by_code(options["type"]) or by_name(options["type"])
        if kind is None or on is None:
            raise CommandError(f"The register does not hold {urn} yet: give its --type and --on, or import it first.")
        return reregister(school=school, urn=urn, type_code=kind.code, on=on)
