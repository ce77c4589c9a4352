import logging

from hub.core.logs import DropQueryStrings


def record(message: str, *args) -> logging.LogRecord:
    return logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, args, None)


def test_a_search_never_reaches_the_log():
    entry = record("Not Found: %s", "/search/?q=amina+begum&year=9")
    DropQueryStrings().filter(entry)
    assert entry.getMessage() == "Not Found: /search/"


def test_a_message_without_arguments_loses_its_query_too():
    entry = record('"GET /search/?q=amina HTTP/1.1" 200')
    DropQueryStrings().filter(entry)
    assert entry.getMessage() == '"GET /search/ HTTP/1.1" 200'
