"""What gunicorn writes of each request: enough for a graph, and nothing of who asks or what was searched for."""

import datetime
import logging
import re
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.http.wsgi import Response

from hub import gunicorn


@pytest.fixture
def cfg() -> Config:
    cfg = Config()
    for name in ("accesslog", "access_log_format", "logger_class"):
        cfg.set(name, getattr(gunicorn, name))
    return cfg


def test_a_line_says_what_it_is_to_say_and_no_more(cfg: Config, caplog: pytest.LogCaptureFixture) -> None:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": '/search/"x',
        "QUERY_STRING": "q=secret",
        "HTTP_COOKIE": "sessionid=secret",
        "REMOTE_ADDR": "192.0.2.9",
        "RAW_URI": "/search/?q=secret",
        "SERVER_PROTOCOL": "HTTP/1.1",
    }
    answer = Response(None, None, cfg)
    answer.status, answer.sent = "200 OK", 1234
    written = cfg.logger_class(cfg)
    written.access_log.addHandler(caplog.handler)
    try:
        with caplog.at_level(logging.INFO, "gunicorn.access"):
            written.access(answer, None, environ, datetime.timedelta(milliseconds=1503))
    finally:
        written.access_log.removeHandler(caplog.handler)
    assert re.fullmatch(r'\[[^]]+\] "GET /search/\\"x" 200 1234 1503ms', caplog.messages[-1])
    # gunicorn's own answer to what it cannot read.
    assert written.atoms(answer, None, {"REMOTE_ADDR": "192.0.2.9"}, datetime.timedelta())["U"] is None
    given = written.atoms(answer, None, environ, datetime.timedelta())
    assert set(re.findall(r"%\((\w)\)s", gunicorn.access_log_format)) == set(given)
