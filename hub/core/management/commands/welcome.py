import json
import socket

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Site

PORTS = 65536
LOOPBACK = ("127.0.0.1", "localhost", "::1")
TRY = [
    ("A teacher", "/search/?year=9&minutes=20", "lessons for Year 9 that fit a 20-minute tutor slot"),
    ("A parent", "/schools/", "find a school, then whom to ring"),
    ("A careers leader", "/admin/", "sign in and open your careers page: the checklist names what is missing"),
    ("An editor", "/admin/reports/publication/", "every school, every rule"),
]


class Command(BaseCommand):
    help = "Check that the port is free, then say where the hub will be, what to try, and the demo logins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **options: object) -> None:
        if not 0 < port < PORTS:
            raise CommandError(f"There is no port {port}: choose one from 1 to {PORTS - 1}, such as make run PORT=8000")
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: make run PORT={port + 1}"
                ) from error
        host = "127.0.0.1" if host in ("0.0.0.0", "") else host
        base = f"http://{host}:{port}"
        self._follow(host, port)
        self.stdout.write(f"\nThe hub is at {base}\n")
        for who, path, what in TRY:
            self.stdout.write(f"  {who:<17} {base}{path}\n{'':<20}{what}")
        self._logins(base)
        self.stdout.write("\nCtrl+C stops it.\n")

    def _follow(self, host: str, port: int) -> None:
        """Let canonical links and the site map follow the port, unless the site has an address of its own."""
        site = Site.objects.filter(is_default_site=True, hostname__in=LOOPBACK).first()
        if site and (site.hostname, site.port) != (host, port):
            site.hostname, site.port = host, port
            site.save()

    def _logins(self, base: str) -> None:
        file = settings.VAR_DIR / "demo-logins.json"
        if not (settings.DEMO_LOGINS_ALLOWED and file.is_file()):
            return
        self.stdout.write(f"\nDemo logins at {base}/admin/ (made at set-up, on this machine only)")
        for login in json.loads(file.read_text()):
            self.stdout.write(f"  {login['role']:<30} {login['email']:<32} {login['password']}")
