"""The benchmark of a visitor's pages: that it finds each kind, and measures it made, kept and read again."""

import os
import re
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from hub.home.models import HomePage
from hub.schools.models import CareersPage
from tests.bench.duties.fill import fill
from tests.bench.pages import NoSuchPageError, by_gunicorn, public
from tests.conftest import TODAY
from tests.factories.curriculum import (
    CurriculumIndexPageFactory,
    KeyStageFactory,
    KeyStagePageFactory,
    UnitPageFactory,
    lesson,
)
from tests.servers import ServerFailed, process
from tests.services import without
from tests.tools.management.commands.bench_pages import answers, visits

PAGES = ("home", "careers", "school", "unit", "lesson", "directory")
KINDS = (*PAGES, "search")
HOWS = ("", ", kept", ", again")
# A result page lies nowhere ready.
ALL = ("stock", *(name + how for how in HOWS for name in KINDS), *(f"{name}, ready" for name in PAGES))


def unit(home: HomePage) -> None:
    stage = KeyStagePageFactory(
        parent=CurriculumIndexPageFactory(parent=home), key_stage=KeyStageFactory.create(number=3)
    )
    UnitPageFactory(parent=stage, lessons=[lesson("Reading a payslip")])


def test_each_kind_is_measured_made_kept_read_again_and_ready(framework: None, keeping: None, home: HomePage) -> None:
    fill(1, publishing=1, on=TODAY)
    unit(home)
    asked = public.visited()
    assert tuple(asked) == KINDS
    words = public.words_at(asked["careers"])
    assert words > 100
    taken = public.measure(asked, words=words, times=1)
    assert tuple(taken) == ALL
    for name in KINDS:
        made, kept, again = (taken[name + how] for how in HOWS)
        # Kept: the public mark, and for a search the count besides. Read again: what it was made from, as it stands.
        assert made.queries > kept.queries <= 2 < again.queries, name
        assert made.size == kept.size == again.size > 1000, name
    for name in PAGES:
        # The public mark, and the page.
        assert taken[f"{name}, ready"].queries == 2 and taken[f"{name}, ready"].size == taken[name].size, name
    lines = list(visits(taken))
    assert re.fullmatch(r"  stock +[\d.]+ +[\d.]+ ms of the processor +1\.00 +1\.00 +\d+ queries +\d+ bytes", lines[0])
    # The stock page is gone.
    with pytest.raises(NoSuchPageError, match="/stock/ answers 404"):
        public.words_at("/stock/")


def test_a_kind_of_page_that_is_not_there_is_named(framework: None, home: HomePage) -> None:
    fill(1, publishing=1, on=TODAY)
    with pytest.raises(NoSuchPageError, match="of the kind unit"):
        public.visited()
    CareersPage.objects.all().delete()
    with pytest.raises(NoSuchPageError, match="of the kind careers page"):
        public.visited()


def test_what_a_process_spends_is_counted_by_its_number() -> None:
    before, began = by_gunicorn.processor([os.getpid()]), time.process_time()
    while time.process_time() < began + 0.2:
        pass
    spent = by_gunicorn.processor([os.getpid()]) - before
    assert 150 <= spent <= 1000 * (time.process_time() - began) + 50


def test_its_inside_does_not_touch_the_hub(db: None) -> None:
    with pytest.raises(CommandError, match="scratch database only"):
        call_command("bench_pages", inside=6)
    assert not CareersPage.objects.exists()


def test_a_page_of_another_server_stands_beside_them() -> None:
    spent = {"stock": by_gunicorn.Spent(10, 20), "beside": by_gunicorn.Spent(0, 5)}
    assert [" ".join(line.split()) for line in answers(spent)] == [
        "stock 10.00 ms of the processor 1.00 20.00 ms by the clock 1.00",
        "beside 0.00 ms of the processor 0.00 5.00 ms by the clock 0.25",
    ]


@pytest.mark.whole
def test_they_are_served_by_gunicorn_from_a_database_of_its_own(db: None) -> None:
    try:
        process.program("redis-server", package="redis-server")
    except ServerFailed as error:
        without(str(error))
    out = StringIO()
    call_command("bench_pages", schools=1, times=1, stdout=out, stderr=StringIO())
    served = out.getvalue().partition("by gunicorn with 2 workers")[2]
    for name in ("bare answer", *ALL):
        amounts = r"[\d.]+ ms of the processor +[\d.]+ +[\d.]+ ms by the clock +[\d.]+"
        assert re.search(rf"\n  {name} +{amounts}", served), name
    assert connection.vendor and not CareersPage.objects.exists()
