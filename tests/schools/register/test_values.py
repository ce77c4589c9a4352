"""Single cells as spreadsheets and data tools leave them: read, silent, or not guessed back."""

import datetime

import pytest

from hub.schools.register.importing import values

SEPTEMBER = datetime.date(2018, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        "01-09-2018",
        "1-9-2018",
        "01/09/2018",
        "01/09/2018 00:00",
        "01/09/18",
        "01.09.2018",
        "2018-09-01",
        "2018-09-01 00:00:00",
        "2018-09-01T00:00:00",
        "2018-09-01T00:00:00.000",
        # Midnight in London, written as the hour before in UTC.
        "2018-08-31T23:00:00Z",
        "20180901",
        "01-Sep-18",
        "1 September 2018",
        "1st September 2018",
        "01 September 2018",
        "43344",
        "43344.0",
        "'01-09-2018",
        '="01-09-2018"',
    ],
)
def test_a_day_is_read_in_every_form_that_tools_write(text):
    assert values.day(values.clean(text)) == SEPTEMBER


@pytest.mark.parametrize("text", ["", " ", "00-00-0000", "00/00/0000", "0000-00-00", "0", "00/01/1900", "NaN", "NULL"])
def test_a_day_that_is_not_given_is_no_error(text):
    assert values.day(values.clean(text)) is None


@pytest.mark.parametrize("text", ["9/13/2018", "2018", "31-02-2018", "18-09-01", "soon", "#VALUE!", "####", "99999"])
def test_a_day_that_cannot_be_known_is_not_guessed(text):
    with pytest.raises(values.Unreadable):
        values.day(values.clean(text))


@pytest.mark.parametrize(("text", "year"), [("01-Sep-70", 1970), ("01-Sep-26", 2026), ("01-Sep-40", 2040)])
def test_a_year_of_two_digits_is_the_nearest_that_makes_sense(text, year):
    found = values.day(text)
    assert found and found.year == year


@pytest.mark.parametrize("text", ["100012", "100012.0", "100,012", "1.00012E+05", "'100012"])
def test_a_number_that_a_tool_dressed_up_is_read(text):
    assert values.urn(values.clean(text)) == 100012


@pytest.mark.parametrize("text", ["1.00E+05", "", "10001x", "12"])
def test_a_number_that_lost_its_digits_is_not_guessed(text):
    with pytest.raises(values.Unreadable):
        values.urn(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("02079460000", "020 7946 0000"),
        ("2079460000", "020 7946 0000"),
        ("2079460000.0", "020 7946 0000"),
        ("442079460000", "020 7946 0000"),
        ("+44 (0)20 7946 0000", "020 7946 0000"),
        ("n/a", None),
    ],
)
def test_a_telephone_number_is_written_one_way(text, number):
    assert values.telephone(values.clean(text)) == number


@pytest.mark.parametrize("text", ["ask at reception", "0208920600", "00000000000", "2.07946E+09", "80491899"])
def test_what_cannot_be_dialled_is_no_telephone_number(text):
    with pytest.raises(values.Unreadable):
        values.telephone(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.park.example", "https://www.park.example"),
        ("http//park.example", "http://park.example"),
        ("https://HTTPS://Park.Example/A", "https://park.example/A"),
        ("not recorded", None),
    ],
)
def test_a_website_has_a_scheme(text, address):
    assert values.website(values.clean(text)) == address


@pytest.mark.parametrize("text", ["office@park.example", "javascript:alert(1)", "www.park", "a.example;b.example"])
def test_what_is_no_address_is_no_website(text):
    with pytest.raises(values.Unreadable):
        values.website(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ã‰cole Quill", "École Quill"),
        ("École Quill", "École Quill"),
        ("St Osyth&#39;s  School", "St Osyth's School"),
        ("Q+", "Q+"),
        ("N/A", None),
    ],
)
def test_a_name_is_cleaned(text, name):
    assert values.name(values.clean(text)) == name


@pytest.mark.parametrize("text", ["#NAME?", "12345", "???", "<b>School</b>", "Caf\ufffd School"])
def test_rubbish_is_no_name(text):
    with pytest.raises(values.Unreadable):
        values.name(values.clean(text))
