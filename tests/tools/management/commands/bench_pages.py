"""`manage.py bench_pages`: what pages of figures and of the record cost, beside the front page in the same run."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tests.bench.pages import Cost, NoSuchPageError, addresses, measure


class Command(BaseCommand):
    help = (
        "Ask for the front page, London, a sector, a borough, an occupation and the record of the database that is "
        "set, in turn, and print the median of the processor's time, the queries and the compressed bytes of each."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--times", type=int, default=15, help="how often each is asked for (default: 15)")

    def handle(self, *args: object, **options: Any) -> None:
        if options["times"] < 1:
            raise CommandError("--times: counted from one.")
        try:
            costs = measure(addresses(), times=options["times"])
        except NoSuchPageError as error:
            raise CommandError(f"{error}: bootstrap makes the pages and their figures.") from error
        home = costs["home"]
        self.stdout.write(f"median of {options['times']}; home is 1.00")
        for name, cost in costs.items():
            self.stdout.write(line(name, cost, home))


def line(name: str, cost: Cost, home: Cost) -> str:
    return (
        f"  {name:<12}{cost.milliseconds:8.1f} ms of the processor {cost.milliseconds / home.milliseconds:6.2f}"
        f"{cost.queries:6} queries {cost.queries / max(home.queries, 1):6.2f}"
        f"{cost.sent:8} bytes {cost.sent / home.sent:6.2f}"
    )
