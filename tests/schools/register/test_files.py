"""Register files as spreadsheets save them; what is no such file is told in one sentence."""

import io
import zipfile

import pytest
from django.core.management import CommandError
from django.db import IntegrityError, transaction

from hub.schools.models import Registration, School

from .conftest import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
TEXT = text_of({"urn": 900551, "name": "École Inkwell", "starts_on": "01-09-2018"})


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.replace(",", "\t").encode("utf-16"),
        TEXT.replace(",", "\t").encode("utf-16-le"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "|").encode(),
        ("sep=;\r\n" + TEXT.replace(",", ";")).encode("cp1252"),
        ("\r\n\r\n" + TEXT).encode(),
        TEXT.replace("\r\n", "\r").encode(),
        TEXT.replace("\r\n", ",,\r\n").encode(),
        TEXT.splitlines()[0].upper().encode() + b"\r\n" + TEXT.splitlines()[1].encode(),
        TEXT.splitlines()[0].replace("LA (name)", "la  (Name) ").encode() + b"\r\n" + TEXT.splitlines()[1].encode(),
    ],
    ids=[
        "bom",
        "cp1252",
        "utf16",
        "utf16-no-mark",
        "semicolon",
        "bar",
        "sep",
        "blank-lines",
        "cr",
        "blank-end",
        "capitals",
        "odd-heading",
    ],
)
def test_a_file_is_read_however_a_spreadsheet_saved_it(load, tmp_path, data):
    path = tmp_path / "saved.csv"
    path.write_bytes(data)
    printed, problems = load(path)
    assert "1 added" in printed and problems == []
    assert School.objects.get().name == "École Inkwell"
    assert str(Registration.objects.get().starts_on) == "2018-09-01"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "an empty file"),
        (zipped("xl/workbook.xml"), "an Excel workbook.*save it as “CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an Excel workbook"),
        (zipped("content.xml"), "a LibreOffice spreadsheet"),
        (zipped("edubasealldata.csv"), "a compressed file.*Unpack it"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "a compressed file"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\n<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
        (b'<?xml version="1.0"?><a/>', "an XML file"),
        (b'[{"URN": 1}]', "a JSON file"),
        (b"\x00\x01\x02\x03URN", "no text"),
        (b"\x7fELF\x02\x01" + bytes(600), "no text"),
        (b"a,b\n1,2\n", "has no header the hub knows; its first line is: a,b"),
    ],
)
def test_what_is_no_register_is_said_in_a_sentence(load, tmp_path, data, words):
    path = tmp_path / "other.csv"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=words):
        load(path)
    assert not School.objects.exists()


def test_a_file_loads_whole_or_not_at_all(load, tmp_path):
    """The last of more rows than are written at once meets an address that is taken."""
    School.objects.create(name="In the way", slug="inkwell-school-902000")
    path = tmp_path / "long.csv"
    path.write_text(text_of(*({"urn": urn} for urn in range(901500, 902001))))
    with pytest.raises(IntegrityError), transaction.atomic():
        load(path)
    assert School.objects.count() == 1
