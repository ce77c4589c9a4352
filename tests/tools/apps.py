import datetime
import os

from django.apps import AppConfig


class ToolsConfig(AppConfig):
    name = "tests.tools"

    def ready(self) -> None:
        """Have a process that a journey starts run on a day of its own (TEST_DAY=2027-01-12)."""
        if day := os.environ.get("TEST_DAY"):
            import time_machine

            ten = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(10), tzinfo=datetime.UTC)
            time_machine.travel(ten).start()
