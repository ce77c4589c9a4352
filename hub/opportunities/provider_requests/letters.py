"""The letters about a request: to the provider in the language it asked in, to the school's people in English."""

from django.urls import reverse
from django.utils import translation

from hub.accounts.models import User
from hub.opportunities.letters.sending import Letter, Why, absolute
from hub.opportunities.provider_requests.models import ProviderRequest
from hub.schools.provider_access.services import access_page_of
from hub.schools.reminders.plan import addressees, people_of

CONFIRM_MINUTES = 30


def people_told(school_id: int) -> list[User]:
    """Return the people of a school who are told: its careers leaders, else its head, else its governors."""
    return addressees(people_of([school_id])[school_id], 0)


def _to_provider(name: str, asked: ProviderRequest, why: Why = Why.ASKED, **more: object) -> Letter:
    context = {"asked": asked, "school": asked.school, **more}
    key = f"provider-request-{asked.pk}-{name}"
    return Letter(name=name, to=asked.email, context=context, key=key, language=asked.language, why=why)


def _path(asked: ProviderRequest, name: str, *args: str) -> str:
    with translation.override(asked.language or None):
        return reverse(name, args=args)


def confirm(asked: ProviderRequest, token: str) -> Letter:
    """Return the letter with the link that confirms a request."""
    link = absolute(_path(asked, "opportunities_provider_confirm", token))
    return _to_provider("provider_confirm", asked, link=link, minutes=CONFIRM_MINUTES)


def to_the_school(asked: ProviderRequest) -> list[Letter]:
    """Return a letter to each of the school's people who is told; to the page's own address where there is nobody."""
    page = access_page_of(asked.school)
    told = [user.email for user in people_told(asked.school_id)] or [page.contact_email if page else ""]
    link = absolute(reverse("opportunities_provider_request", args=[asked.pk]))
    context = {"asked": asked, "school": asked.school, "link": link}
    return [
        Letter(name="provider_asks", to=to, context=context, key=f"provider-request-{asked.pk}-asks-{number}")
        for number, to in enumerate(told)
        if to
    ]


def accepted(asked: ProviderRequest) -> Letter:
    """Return the letter that says yes, with the day."""
    return _to_provider("provider_accepted", asked, Why.AGREED)


def refused(asked: ProviderRequest, token: str) -> Letter:
    """Return the letter that says no, on which ground, and how to ask again."""
    path = _path(asked, "opportunities_provider_ask", asked.school.slug)
    return _to_provider("provider_refused", asked, link=absolute(f"{path}?again={token}"))
