"""Which organisation an address belongs to, by the domain after its @."""

# Anybody may have an address there, or so many organisations share it that it says nothing of any one of them. Whoever
# writes from one of these joins an organisation by the hub's word alone.
_SHARED = """
gmail.com googlemail.com outlook.com outlook.co.uk hotmail.com hotmail.co.uk live.com live.co.uk msn.com
yahoo.com yahoo.co.uk ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.co.uk gmx.com gmx.co.uk
gmx.net mail.com mail.ru proton.me protonmail.com pm.me tutanota.com tuta.io zoho.com fastmail.com hey.com
duck.com yandex.com qq.com 163.com btinternet.com btopenworld.com talktalk.net talk21.com tiscali.co.uk sky.com
virginmedia.com virgin.net ntlworld.com blueyonder.co.uk plus.com plus.net o2.co.uk ee.co.uk orange.net
lineone.net freeserve.co.uk nhs.net nhs.uk sch.uk lgflmail.org
"""
SHARED = frozenset(_SHARED.split())


def domain_of(address: str) -> str:
    """Return the domain that an organisation is known by, or nothing for an address that anybody may have."""
    domain = address.rpartition("@")[2].strip().lower().rstrip(".")
    return "" if domain in SHARED else domain


def masked(address: str) -> str:
    """Return an address so that its owner knows it and nobody else can write to it."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}…@{domain}"
