"""The hub as gunicorn serves it to be measured (`bench_pages`): the stock page has its template here as well, and each
answer names the worker that made it."""

import os
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from hub.wsgi import application as hub
from tests.bench.pages.by_gunicorn import WORKER
from tests.bench.pages.public import STOCK_TEMPLATE

apps.get_model("wagtailcore", "Page").template = STOCK_TEMPLATE


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer as the hub does, with one header more."""

    def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
        return start_response(status, [*headers, (WORKER, str(os.getpid()))], *error)

    return hub(environ, start)
