"""What judging takes on the schools that are there: seconds and queries, of commands and of whole answers."""

import datetime
import io
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from curriculum.models import Borough
from hub.accounts.models import User
from hub.publication.rules import evaluate
from hub.schools.duties.findings import open_schools
from hub.schools.duties.judging import Judge, published_by_all
from hub.schools.duties.published import subject_from
from hub.schools.duties.recording import record_findings
from hub.schools.duties.rules import RULES
from tests.bench.figures import Figures

# The admin's files are not collected for a benchmark, so nothing may ask what they are called.
PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def measure(*, on: datetime.date) -> Figures:
    """Measure everything once. A small answer comes first: what a server does once in its life is no everyday."""
    quiet = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    found = {
        "judging": _judging(on),
        "duties": clock(lambda: call_command("duties", "--on", str(on), **quiet)),
        "record": clock(lambda: record_findings(on=on).begun),
    }
    with override_settings(STORAGES=PLAIN_FILES):
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.create_superuser("benchmark@hub.example"))
        borough = Borough.objects.order_by("label").first()
        addresses = {
            "warming up": f"{reverse('publication_findings')}?rule=PUB-01&area=none",
            "roll-up": reverse("publication_report"),
            "list": reverse("publication_findings"),
            "list, one rule": f"{reverse('publication_findings')}?rule=PUB-01&strength=must&status=met",
            "borough CSV": reverse("borough_duties", args=[borough.slug if borough else "none"]),
        }
        found["answers"] = {name: answer(client, address) for name, address in addresses.items()}
    return found


def clock(do: Callable[[], object]) -> Figures:
    """Return the seconds that `do` takes, those of the processor among them, and what it answers."""
    started, spent = time.perf_counter(), time.process_time()
    answer = do()
    return {"seconds": time.perf_counter() - started, "cpu": time.process_time() - spent, "answer": answer}


def _judging(on: datetime.date) -> Figures:
    """Time the parts: reading, and judging what has been read, each distinct subject once and each school anew."""
    judge = Judge(RULES, on)
    read = clock(lambda: [subject_from(*pair) for pair in published_by_all(open_schools(on), on=on)])
    subjects = read.pop("answer")
    once = clock(lambda: sum(len(judge.findings(subject)) for subject in subjects))
    anew = clock(lambda: sum(len(evaluate(subject, RULES, on)) for subject in subjects))
    return {"schools": len(subjects), "distinct": judge.distinct, "read": read, "once": once, "anew": anew}


def answer(client: Client, address: str) -> Figures:
    """Return the seconds until the last byte, the queries and the bytes. Raises RuntimeError for any answer but 200."""

    def ask() -> int:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
        return sum(len(part) for part in response)

    with CaptureQueriesContext(connection) as captured:
        taken = clock(ask)
    return {**taken, "queries": len(captured)}
