"""Who wants no letters: remembered for the address, and taken back as easily."""

from django.core import signing

from hub.accounts.fields import normalised
from hub.opportunities.letters.models import NoLetters

SALT = "hub.opportunities.letters"


def token_of(email: str) -> str:
    """Return what the link of a letter carries. It does not expire: a letter may be years old."""
    return signing.dumps(normalised(email), salt=SALT)


def address_of(token: str) -> str:
    """Return the address that a link is about; nothing for a link that is not ours."""
    try:
        return str(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return ""


def stop(email: str) -> None:
    """Remember that an address wants no letters."""
    NoLetters.objects.get_or_create(email=email)


def start(email: str) -> None:
    """Forget it."""
    NoLetters.objects.filter(email=email).delete()


def has_stopped(email: str) -> bool:
    """Tell whether an address wants no letters."""
    return NoLetters.objects.filter(email=email).exists()


def stopped(emails: set[str]) -> set[str]:
    """Return those of some addresses that want no letters."""
    wanted = {normalised(email) for email in emails}
    return set(NoLetters.objects.filter(email__in=wanted).values_list("email", flat=True)) if wanted else set()
