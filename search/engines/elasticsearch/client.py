"""The connection to Elasticsearch, made from the settings once per process."""

import base64
import functools
import ssl
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.elasticsearch.config import Config, problems

# What any call may raise when the server is away, unwell or not what we think it is.
ERRORS = (ApiError, TransportError)


def get_client() -> Elasticsearch:
    """Return this process's client. Raises ValueError, in words, where the settings are wrong."""
    config = settings.ELASTICSEARCH
    if found := problems(config):
        raise ValueError(" ".join(found))
    return _client(tuple(sorted((key, tuple(v) if isinstance(v, list) else v) for key, v in config.items())))


@functools.lru_cache(maxsize=4)
def _client(items: tuple[tuple[str, object], ...]) -> Elasticsearch:
    config: Config = dict(items)
    options: dict[str, Any] = {}
    if any(url.startswith("https") for url in config["URLS"]):
        options["ssl_context"] = ssl.create_default_context(cafile=config["CA_CERTS"] or None)
    if config["API_KEY"]:
        options["api_key"] = config["API_KEY"]
    elif config["USER"]:
        # Put together here: the client knows ASCII only.
        both = f"{config['USER']}:{config['PASSWORD']}"
        options["basic_auth"] = base64.b64encode(both.encode()).decode()
    return Elasticsearch(
        [_with_port(url) for url in config["URLS"]],
        request_timeout=config["WRITE_TIMEOUT"],
        max_retries=config["RETRIES"],
        # Another node is asked when one is away; one that hangs has already cost the time there was.
        retry_on_timeout=False,
        retry_on_status=(502, 503, 504),
        **options,
    )


def _with_port(url: str) -> str:
    """Return the address with its port: the client wants to be told."""
    parts = urlsplit(url)
    if parts.port:
        return url
    return parts._replace(netloc=f"{parts.netloc}:{443 if parts.scheme == 'https' else 9200}").geturl()
