"""What the pages of offers and of a school's inbox take: seconds and queries of whole answers."""

from django.test import Client, override_settings
from django.urls import reverse

from hub.accounts.models import User
from hub.opportunities.models import Offer, Organisation
from hub.schools.models import School
from tests.bench.duties.measure import PLAIN_FILES, answer
from tests.bench.figures import Figures


def measure(leader: User) -> Figures:
    """Ask for each page twice and keep the second answer; of the search the first too, which reads all words."""
    offers = reverse("opportunities_directory")
    public = {
        "front page, for comparison": "/",
        "directory": offers,
        "directory, narrowed": f"{offers}?q=bridges&sector={_slug('sectors')}&year={_slug('year_groups')}",
        "an offer": reverse("opportunities_offer_page", args=[Offer.objects.order_by("pk")[0].pk]),
        "search": "/search/?q=bridges",
    }
    own = {name: reverse(f"opportunities_{name}") for name in ("visits", "requests", "contacts")}
    with override_settings(STORAGES=PLAIN_FILES):
        visitor, signed_in = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
        signed_in.force_login(leader)
        found = {"search, first of a process": answer(visitor, public["search"])}
        for client, addresses in ((visitor, public), (signed_in, own)):
            for name, address in addresses.items():
                answer(client, address)
                found[name] = answer(client, address)
    return {
        "schools": School.objects.count(),
        "employers": Organisation.objects.count(),
        "offers": Offer.objects.count(),
        "answers": found,
    }


def _slug(terms: str) -> str:
    return getattr(Offer.objects.order_by("pk")[0], terms).all()[0].slug
