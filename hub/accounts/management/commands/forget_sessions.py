"""Deletes what is kept of sessions that have ended or run out. A job of `tick`, after clearsessions."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.accounts import sessions


class Command(BaseCommand):
    help = "Delete what is kept of sessions that have ended or run out."

    def handle(self, *args: Any, **options: Any) -> None:
        if deleted := sessions.forget_ended():
            self.stdout.write(f"{deleted} sessions that are over were forgotten.")
