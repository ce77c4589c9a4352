"""Certificates: checked for the host's name, at the address that was judged, by a real server on this machine."""

import shutil
import ssl
import subprocess

import pytest

from resources.link_checks.asking import Kind
from resources.link_checks.checker import check
from resources.link_checks.choices import Outcome
from resources.link_checks.policy import Pace
from tests.services import without

from .site import Says, here, resolving


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Return a certificate of the host careers.example, its own authority, with its key in the same file."""
    if not shutil.which("openssl"):
        without("openssl is not installed (Debian: sudo apt install openssl)")
    file = tmp_path_factory.mktemp("tls") / "own.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=careers.example"]
    own = ["-addext", "subjectAltName=DNS:careers.example", "-keyout", f"{file}.key", "-out", str(file)]
    subprocess.run([*command, *own], check=True, capture_output=True)
    return file


@pytest.fixture
def secure(site_with, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, f"{certificate}.key")
    secure = site_with(context)
    secure.answers["/page"] = Says()
    return secure


def test_a_certificate_is_checked_for_the_hosts_name_at_the_very_address_that_was_judged(secure, certificate):
    asked = []

    def resolve(host, port):
        """Answer with another address each time, as somebody would who wants to lead a visitor inside."""
        asked.append(host)
        return ["127.0.0.1"] if len(asked) % 2 else ["127.0.0.9"]

    policy = here(resolve=resolve, tls=lambda: ssl.create_default_context(cafile=str(certificate)))
    seen = check(f"https://careers.example:{secure.server_port}/page", policy, Pace(0))
    assert seen.outcome == Outcome.NO_ANSWER, "HEAD was answered; for GET the name led elsewhere, and nothing is there"
    assert asked == ["careers.example"] * 2, "once for each request"
    assert secure.methods == ["HEAD"]
    assert secure.asked[0][2]["Host"] == f"careers.example:{secure.server_port}"


@pytest.mark.parametrize(
    ("host", "outcome"), [("careers.example", Outcome.FINE), ("other.example", Outcome.CERTIFICATE)]
)
def test_a_certificate_of_another_host_is_not_valid(secure, certificate, host, outcome):
    policy = here(
        resolve=resolving(careers_example=["127.0.0.1"], other_example=["127.0.0.1"]),
        tls=lambda: ssl.create_default_context(cafile=str(certificate)),
    )
    assert check(f"https://{host}:{secure.server_port}/page", policy, Pace(0)).outcome == outcome


def test_a_certificate_that_nobody_vouches_for_is_not_valid(secure):
    policy = here(resolve=resolving(careers_example=["127.0.0.1"]))
    seen = check(f"https://careers.example:{secure.server_port}/page", policy, Pace(0))
    assert (seen.outcome, seen.detail) == (Outcome.CERTIFICATE, Kind.CERTIFICATE)
    assert secure.asked == [], "nothing is told to a stranger"
