"""What a school's hostname answers once it leads to this hub, and to no other."""

from django.utils.crypto import salted_hmac

PATH = "/.well-known/london-ambitions-hub"


def of(hostname: str) -> str:
    """Return what the hub answers at PATH of a hostname: only it can."""
    return salted_hmac("hub.schools.hosts", hostname).hexdigest()
