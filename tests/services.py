"""The real servers that tests speak to (`make services`): their addresses come from the environment."""

import os
import socket
from typing import NoReturn
from urllib.parse import urlsplit

import pytest


def without(what: str) -> NoReturn:
    """Skip a test that lacks something of this machine, or fail where everything should be there."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def address(name: str) -> str:
    """Return the address of a running server, "elasticsearch" or "postgresql"; without one `without` decides."""
    variable = f"{name.upper()}_URL"
    found = os.environ.get(variable, "")
    if not found:
        without(f"{variable} is not set: start the servers with make services, or name one")
    parts = urlsplit(found)
    try:
        socket.create_connection((parts.hostname, parts.port), timeout=5).close()
    except OSError as error:
        without(f"{name} does not answer at {found} ({error}): start it with make services")
    return found
