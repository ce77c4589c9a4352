"""How often one network, and one address, may have the hub send mail. The wait grows (hub.core.waiting)."""

from django.http import HttpRequest

from hub.accounts.fields import normalised
from hub.core import client_address, waiting

HOUR, DAY = 3600, 86400
NETWORK = waiting.Limit(free=10, first=60, longest=HOUR, remembered=HOUR)
ADDRESS = waiting.Limit(free=3, first=300, longest=HOUR, remembered=DAY)
# How often a network may follow links in a minute, good ones and others.
FOLLOWED = 60


def before_mail(request: HttpRequest, address: str) -> int:
    """Count a mail that is asked for; return 0 if it may be sent, else the seconds to wait."""
    network = client_address.network_of(client_address.address_of(request))
    wait = waiting.attempt(f"employer network {network}", NETWORK)
    return wait or waiting.attempt(f"employer address {normalised(address)}", ADDRESS)


def too_many_links(request: HttpRequest) -> int:
    """Count a link that is followed; return 0 if it may be looked at, else the seconds to wait."""
    share = client_address.count("employer links", client_address.address_of(request), seconds=60)
    return share.seconds_left if share.count > FOLLOWED else 0
