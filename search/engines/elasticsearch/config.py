"""The settings for Elasticsearch, checked before anybody connects; the client itself is slow to import."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# What `settings.ELASTICSEARCH` holds.
Config = Mapping[str, Any]


def problems(config: Config) -> list[str]:
    """Return what is wrong with the settings, in words for the host; nothing where a client can be made."""
    found = []
    if not config["URLS"]:
        found.append("ELASTICSEARCH_URL is not set: give it one address or several, separated by commas.")
    for url in config["URLS"]:
        try:
            parts = urlsplit(url)
            known = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
        except ValueError:
            known = False
        if not known:
            found.append(f"ELASTICSEARCH_URL: {_without_password(url)} is not an address such as https://search:9200.")
    if config["API_KEY"] and config["USER"]:
        found.append("Set ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD, not both.")
    if config["CA_CERTS"] and not Path(config["CA_CERTS"]).is_file():
        found.append(f"ELASTICSEARCH_CA_CERTS: there is no file {config['CA_CERTS']}.")
    if not (config["PREFIX"].isascii() and config["PREFIX"].replace("-", "").isalnum() and config["PREFIX"].islower()):
        found.append("ELASTICSEARCH_PREFIX: use small letters, digits and hyphens.")
    return found


def _without_password(url: str) -> str:
    return url.rpartition("@")[2] or "the address"
