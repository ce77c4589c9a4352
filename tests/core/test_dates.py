"""Days and times as people type them. The values are what a person in England means, not what the code gives."""

import datetime
import json
import zoneinfo

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone, translation
from django.utils.formats import date_format, get_format
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput
from wagtail.models import Page

from hub.core.dates.fields import DayBlock, DayField, MomentField, TimeField
from hub.core.dates.kinds import said_back
from hub.core.dates.reading import YEARS, Unreadable, read_day, read_moment, read_time
from hub.core.dates.words import time_in_words
from hub.core.templatetags.hub_tags import clock

DAYS = st.dates(datetime.date(YEARS[0], 1, 1), datetime.date(YEARS[-1], 12, 31))
MINUTES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
WRITTEN = [
    "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y",
    "%d%b%Y", "%A %d %B %Y", "%a, %d %b %Y", "%A the %dth of %B, %Y", "%B %d, %Y", "%B %d %Y", "%dth %B %Y",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10/11/2026", "2026-11-10"),
        ("01/09/2026", "2026-09-01"),
        ("31 August 2027", "2027-08-31"),
        ("31.08.2027", "2027-08-31"),
        ("31/8/27", "2027-08-31"),
        ("1st Sept 2026", "2026-09-01"),
        ("1 sep 26", "2026-09-01"),
        ("Tuesday 10th of November, 2026", "2026-11-10"),
        ("Tues 10 Nov 2026", "2026-11-10"),
        ("November 10, 2026", "2026-11-10"),
        ("10–11–2026", "2026-11-10"),
        (" 10 / 11 / 2026 ", "2026-11-10"),
        ("10-Nov-2026", "2026-11-10"),
        ("2026-11-10", "2026-11-10"),
        ("১০/১১/২০২৬", "2026-11-10"),
        ("29/2/2028", "2028-02-29"),
    ],
)
def test_a_day_is_read_day_first_and_two_figures_are_this_century(typed, meant):
    assert read_day(typed) == datetime.date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("10/11", "year is missing"),
        ("10 November", "year is missing"),
        ("11/23/2026", "day comes first"),
        ("31/6/2026", "no such day"),
        ("29/2/2027", "no such day"),
        ("Monday 10 November 2026", "another day of the week"),
        ("10/11/3026", "year right"),
        ("soon", "10 November 2026"),
        ("10112026", "10 November 2026"),
        ("10/11/202", "10 November 2026"),
        ("10 Novembre 2026", "10 November 2026"),
        ("1" * 5000, "10 November 2026"),
        ("10/11-2026", "10 November 2026"),
    ],
)
def test_what_is_no_day_is_refused_with_what_is_wrong(typed, says):
    with pytest.raises(Unreadable, match=says):
        read_day(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.30 pm", "13:30"), ("1:30pm", "13:30"), ("1.30 p.m.", "13:30"), ("2.15", "14:15"), ("2:15", "14:15"),
        ("14:15", "14:15"), ("14.15", "14:15"), ("1415", "14:15"), ("02:15", "02:15"), ("2.15 am", "02:15"),
        ("9", "09:00"),
        ("9am", "09:00"), ("8.30", "08:30"), ("12.30", "12:30"), ("12.30 am", "00:30"), ("12 pm", "12:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"), ("13.30 pm", "13:30"), ("14:15:00", "14:15"), ("6.30", "18:30"), ("7.30", "07:30"),
        ("0900 hrs", "09:00"), ("930", "09:30"), ("930am", "09:30"), ("215", "14:15"), ("0215", "02:15"),
        ("845 hrs", "08:45"), ("330 pm", "15:30"),
    ],
)  # fmt: skip
def test_a_time_is_read_in_its_usual_spellings_and_one_to_six_are_in_the_afternoon(typed, meant):
    assert read_time(typed) == datetime.time.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed", ["25:00", "9.5", "14 am", "12:60", "later", "14:15:30", "2.15.30", "-2", "999", "12345"]
)
def test_what_is_no_time_is_refused_with_an_example(typed):
    with pytest.raises(Unreadable, match=r"14:15 or 2\.15 pm"):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10/12/2026", "2026-12-10 00:00"),
        ("10/12/2026 09:00", "2026-12-10 09:00"),
        ("10 December 2026 at 2.15 pm", "2026-12-10 14:15"),
        ("10 December 2026, 9am", "2026-12-10 09:00"),
        ("10.12.26 9.15", "2026-12-10 09:15"),
        ("2026-12-10T14:15", "2026-12-10 14:15"),
        ("2026-12-10 14:15:00", "2026-12-10 14:15"),
        ("Thursday 10 December 2026 noon", "2026-12-10 12:00"),
    ],
)
def test_a_day_with_a_time_is_read_and_a_day_alone_is_its_first_minute(typed, meant):
    assert read_moment(typed) == datetime.datetime.fromisoformat(meant)


@pytest.mark.parametrize("typed", ["10 December 2026 later", "9am", "10 December 2026 25:00", ""])
def test_half_a_moment_is_refused(typed):
    with pytest.raises(Unreadable):
        read_moment(typed)


@given(DAYS, st.sampled_from(WRITTEN))
def test_a_day_reads_the_same_however_it_is_written(day, written):
    assert read_day(day.strftime(written)) == day


@given(DAYS, MINUTES)
def test_what_a_field_writes_back_reads_the_same(day, time):
    moment = datetime.datetime.combine(day, time)
    assert read_day(AdminDateInput().format_value(day)) == day
    assert read_time(AdminTimeInput().format_value(time)) == time
    assert read_moment(AdminDateTimeInput().format_value(moment)) == moment


@given(DAYS, MINUTES)
def test_what_is_said_in_words_reads_the_same(day, time):
    assert read_day(said_back("date", day.isoformat()).words) == day
    said = said_back("time", time.isoformat("minutes"))
    assert read_time(said.words) == read_time(said.picked) == time


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_words(text):
    for kind in ("date", "time", "datetime"):
        said = said_back(kind, text)
        assert not text.strip() or bool(said.words) != bool(said.problem)


class Sent(forms.Form):
    day = DayField()
    at = MomentField()
    time = TimeField()


def test_a_form_says_in_words_what_it_read_and_keeps_what_was_typed():
    form = Sent({"day": "10/11/26", "at": "10/12/2026", "time": "2.15"})
    assert form.is_valid()
    assert form.cleaned_data["day"] == datetime.date(2026, 11, 10)
    assert timezone.localtime(form.cleaned_data["at"]).isoformat() == "2026-12-10T00:00:00+00:00"
    assert form.cleaned_data["time"] == datetime.time(14, 15)
    html = str(form)
    for typed, said in [
        ("10/11/26", "Tuesday 10 November 2026"),
        ("10/12/2026", "Thursday 10 December 2026, as the day begins (00:00)"),
        ("2.15", "2.15pm"),
    ]:
        assert f'value="{typed}"' in html and said in html


def test_what_a_form_cannot_read_is_refused_at_its_field_and_kept():
    form = Sent({"day": "31/6/2026", "at": "soon", "time": "half past"})
    assert set(form.errors) == {"day", "at", "time"}
    for typed in ("31/6/2026", "soon", "half past"):
        assert f'value="{typed}"' in str(form)


def test_a_time_that_the_clocks_leave_out_is_refused():
    with pytest.raises(ValidationError):
        MomentField().clean("28/3/2027 01:30")


@pytest.mark.parametrize(
    ("time", "said"),
    [("09:30", "9.30am"), ("14:00", "2pm"), ("14:05", "2.05pm"), ("12:00", "midday"), ("00:00", "midnight"),
     ("12:30", "12.30pm"), ("00:30", "12.30am")],
)  # fmt: skip
def test_a_time_is_written_one_way(time, said):
    assert time_in_words(datetime.time.fromisoformat(time)) == said
    moment = datetime.datetime.fromisoformat(f"2027-07-01T{time}").replace(tzinfo=zoneinfo.ZoneInfo("Europe/London"))
    assert clock(moment.astimezone(datetime.UTC)) == said, "the clock of London"


def test_a_time_is_written_in_the_words_of_the_readers_language():
    with translation.override("bn"):
        assert "am" not in time_in_words(datetime.time(9, 30))


def page_types():
    return [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]


@pytest.mark.parametrize("model", page_types(), ids=lambda model: model.__name__)
def test_every_day_and_time_in_the_form_of_a_page_is_read_so(model):
    """Go-live and expiry too, and the rows of inline panels."""
    form = model.get_edit_handler().get_form_class()
    rows = [formset.form for formset in form.formsets.values()]
    fields = [field for each in [form, *rows] for field in each.base_fields.values()]
    fields = [field for field in fields if isinstance(field, forms.DateField | forms.TimeField | forms.DateTimeField)]
    assert len(fields) >= 2
    assert all(isinstance(field, DayField | TimeField | MomentField) for field in fields)


def test_a_day_in_a_streamfield_is_read_so():
    block = DayBlock()
    assert block.value_from_datadict({"d": "10/11/2026"}, {}, "d") == "10/11/2026"
    assert block.clean("10/11/2026") == datetime.date(2026, 11, 10)
    assert block.deconstruct()[0] == "wagtail.blocks.DateBlock"


@pytest.mark.parametrize("language", ["en", "bn", "ur"])
def test_wagtails_own_filters_read_the_day_first_in_every_language(language):
    with translation.override(language):
        assert forms.DateField().clean("10/11/2026") == datetime.date(2026, 11, 10)
        assert forms.DateField().clean("31/8/27") == datetime.date(2027, 8, 31)
        assert forms.DateTimeField().clean("10/12/2026 14:15").month == 12
        assert get_format("FIRST_DAY_OF_WEEK") == 1


def test_dates_without_a_format_are_written_the_british_way():
    assert date_format(datetime.date(2026, 11, 10)) == "10 November 2026"


@pytest.mark.django_db
def test_the_script_is_told_what_a_text_is_read_as(client):
    def answer(**query):
        return json.loads(client.get("/dates/read-back/", query).content)

    assert answer(kind="date", text="10/11/26") == {
        "words": "Tuesday 10 November 2026",
        "picked": "2026-11-10",
        "problem": "",
    }
    assert answer(kind="datetime", text="10/12/2026 2.15pm")["picked"] == "2026-12-10T14:15"
    assert "year is missing" in answer(kind="date", text="10/11")["problem"]
    assert (
        answer(kind="school-year", text="2026 to 2027")["words"] == "School year 2026/27: September 2026 to August 2027"
    )
    assert client.get("/dates/read-back/", {"kind": "secret", "text": "1"}).status_code == 404
    with override_settings(LANGUAGE_CODE="en"):
        assert answer(kind="time", text="", lang="xx") == {"words": "", "picked": "", "problem": ""}
