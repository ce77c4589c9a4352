"""What is read of a Word statement word by word: times of access, and whom to ask; and that no word is lost."""

import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.schools.provider_access.from_word.contacts import mail_addresses, names, telephone_numbers
from hub.schools.provider_access.from_word.kind import TEXTS, VOCABULARY, write
from hub.schools.provider_access.from_word.times import Time, read_times, terms_in, years_in
from hub.schools.provider_access.models import ProviderAccessPage
from hub.schools.word.markup import Passage, Section, text_of
from hub.schools.word.placing import place
from hub.schools.word.reader import read
from hub.schools.word.tables import Cell, Table
from tests.schools.word.files import docx, paragraph, table
from tests.sizes import examples


@pytest.mark.parametrize(
    ("label", "years"),
    [
        ("Year 8", (8,)),
        ("Years 8 and 9", (8, 9)),
        ("Y10-11", (10, 11)),
        ("Year 8, Year 9 & Year 10", (8, 9, 10)),
        ("KS4", (10, 11)),
        ("Sixth form", (12, 13)),
        ("Year 6", ()),
        ("In 2026", ()),
        ("8 pupils", ()),
    ],
)
def test_year_groups_are_read_as_people_write_them(label, years):
    assert years_in(label) == years


def test_terms_are_read_in_their_order():
    assert terms_in("Summer and autumn terms") == ("autumn", "summer")
    assert terms_in("Any term") == ("autumn", "spring", "summer") and terms_in("May") == ()


def times_of(*body: str) -> tuple[list[Time], list]:
    found = read_times([passage for each in read(docx(*body)).sections for passage in each.passages])
    return found.times, found.rest


def test_a_table_with_terms_down_and_years_across_is_read_too():
    plan = table(("Term", "Year 8", "Years 10 and 11"), ("Autumn", "Talk", ""), ("Spring", "", "Fair"))
    assert times_of(plan) == ([Time((8,), "autumn", "Talk"), Time((10, 11), "spring", "Fair")], [])


def test_a_list_of_year_term_and_what_is_read_too():
    plan = table(
        ("Year group", "Term", "What"), ("Year 9", "Summer term", "Visit"), ("Year 12", "All year", "By request")
    )
    assert times_of(plan)[0] == [Time((9,), "summer", "Visit"), Time((12,), "year", "By request")]
    assert times_of(paragraph("Year 9, summer term: visit to a college"))[0] == [
        Time((9,), "summer", "visit to a college")
    ]


def test_a_cell_over_all_terms_is_all_year_and_a_year_over_several_rows_is_in_each():
    span = '<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>'
    down = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"

    def cell(text, more=""):
        return f"<w:tc>{more}{paragraph(text)}</w:tc>"

    rows = (
        cell("Year") + cell("Autumn") + cell("Spring") + cell("Summer"),
        cell("Year 8", down[0]) + cell("Talk") + cell("") + cell(""),
        cell("", down[1]) + cell("") + cell("Fair") + cell(""),
        cell("Year 12") + cell("By arrangement", span),
    )
    plan = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert times_of(plan)[0] == [
        Time((8,), "autumn", "Talk"),
        Time((8,), "spring", "Fair"),
        Time((12,), "year", "By arrangement"),
    ]


def test_what_names_no_year_or_term_is_kept_and_a_long_text_becomes_several():
    assert times_of(table(("Monday", "Assembly"), ("Year 8", "Talk")))[0] == []
    times, rest = times_of(table(("Year", "Autumn", "Spring"), ("Year 8", "Talk", ""), ("Staff", "Tea", "")))
    assert times == [Time((8,), "autumn", "Talk")] and rest[0].lines() == ["Staff | Autumn: Tea"]
    times, rest = times_of(table(("Year", "Autumn", "Notes"), ("Year 8 pupils", "Talk", "Bring leaflets")))
    assert times == [Time((8,), "autumn", "Talk")] and rest[0].lines() == ["Year 8 pupils | Notes: Bring leaflets"]
    wide = '<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>'
    titled = f"<w:tr><w:tc>{wide}{paragraph('In bold: what the law asks for')}</w:tc></w:tr>"
    plan = table(("Year", "Autumn", "Spring"), ("Year 8", "Talk", "")).replace("<w:tbl>", f"<w:tbl>{titled}")
    assert times_of(plan) == ([Time((8,), "autumn", "Talk")], ["<p>In bold: what the law asks for</p>"])
    times, _rest = times_of(table(("Year 8", "Autumn", "word " * 60)))
    assert len(times) == 2 and all(len(time.what) <= 200 for time in times)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Contact: Ms A. Shah, Careers Leader", "Ms A. Shah, Careers Leader"),
        ("Careers leader: Ms Shah, tel 020 7946 0142", "Ms Shah"),
        ("Name | Ms Shah", "Ms Shah"),
        ("Please contact Mr O'Neill by mail.", "Mr O'Neill"),
        ("Contact: careers@school.example", None),
        ("Please contact us before you come.", None),
    ],
)
def test_who_is_named_for_asking_is_found(line, who):
    assert names([Section("", 0, (f"<p>{line}</p>",))]) == ([who] if who else [])


def test_only_numbers_that_can_be_dialled_are_offered():
    text = "<p>Ring 020 7946 0142 or (01632) 960 001, not 12345678901. +44 20 7946 0142 is the first again.</p>"
    assert telephone_numbers([Section("", 0, (text,))])[0] == "020 7946 0142"
    assert len(telephone_numbers([Section("", 0, (text,))])) < 3


@pytest.mark.parametrize("text", ["a" * 400_000, "Year 8" + " " * 400_000 + "x", "Contact Mr " + "A" * 400_000])
def test_a_line_without_end_is_read_in_no_time(text):
    section = Section("", 0, (f"<p>{text}</p>",))
    cell = Cell((text,), 1)
    started = time.process_time()
    assert mail_addresses([section]) == [] and telephone_numbers([section]) == []
    names([section])
    read_times([section.passages[0], Table(("Year 8", "Autumn"), ((Cell(("Talk",), 0), cell),))])
    assert time.process_time() - started < 5


def test_more_times_than_a_form_holds_stay_a_text():
    rows = [("Year 8", "Autumn", f"Talk {n}") for n in range(200)]
    times, rest = times_of(table(*rows))
    assert times == [] and len(rest[0].rows) == 200


WORDS = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=80)
HEADINGS = st.sampled_from([phrase for _place, phrase, _words in VOCABULARY.phrases])


@st.composite
def passages(draw) -> Passage:
    words = draw(WORDS)
    if draw(st.booleans()):
        return f"<p>{words.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    label = draw(st.sampled_from(["Year 8", "Staff", ""]))
    cell = words.replace("&", "&amp;").replace("<", "&lt;")
    return Table(("Year", "Autumn"), ((Cell((label,) if label else (), 0), Cell((cell,), 1)),))


SECTIONS = st.builds(Section, HEADINGS, st.integers(1, 3), st.lists(passages(), max_size=3).map(tuple))


def letters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


@settings(deadline=None, max_examples=examples(100), suppress_health_check=[HealthCheck.too_slow])
@given(sections=st.lists(SECTIONS, max_size=6))
def test_fields_times_and_what_is_kept_apart_hold_all_text(sections):
    page = ProviderAccessPage()
    apart = write(page, place(sections, VOCABULARY))
    written = [getattr(page, name) for name in TEXTS] + [passage for _heading, kept in apart for passage in kept]
    there = letters(*map(text_of, written), *(row.what for row in page.times.all()))
    said = {_said(passage) for section in sections for passage in section.passages}
    assert letters(*said) <= there


def _said(passage: Passage) -> str:
    return text_of(passage.rows[0][1].html if isinstance(passage, Table) else passage)


def test_a_row_of_thousands_of_cells_is_read_once_through():
    cells = tuple(Cell((f"Talk {n}",), n) for n in range(16_000))
    begun = time.process_time()
    found = read_times([Table((), ((Cell(("Year 8",), 0), *cells[1:]),))])
    assert time.process_time() - begun < 4
    assert not found.times and [len(each.rows[0]) for each in found.rest if isinstance(each, Table)] == [16_000]
