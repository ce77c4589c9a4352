"""The benchmark of pages on a few figures: that it names each page, counts and compares."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hub.home.models import HomePage
from tests.factories.labour_market import LabourMarketPageFactory
from tests.labour_market.rows import sample_figures

pytestmark = pytest.mark.django_db


def test_every_page_is_measured_beside_the_front_page(home: HomePage) -> None:
    sample_figures()
    LabourMarketPageFactory(parent=home)
    out = StringIO()
    call_command("bench_pages", times=1, stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["home", "London", "sector", "borough", "occupation", "record"]
    amounts = r"[\d.]+ ms of the processor +[\d.]+ +\d+ queries +[\d.]+ +[1-9]\d+ bytes +[\d.]+"
    for line in lines[1:]:
        assert re.fullmatch(rf"  \w+ +{amounts}", line), line
    assert re.findall(r" 1\.00", lines[1]) == [" 1.00"] * 3


def test_what_is_not_there_is_named(home: HomePage) -> None:
    with pytest.raises(CommandError, match="no page of the labour market"):
        call_command("bench_pages", times=1)
    LabourMarketPageFactory(parent=home)
    with pytest.raises(CommandError, match="no figures of any sector"):
        call_command("bench_pages", times=1)
    with pytest.raises(CommandError, match="counted from one"):
        call_command("bench_pages", times=0)
