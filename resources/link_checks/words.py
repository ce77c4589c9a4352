"""What a check found, and what an editor can do about it, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resources.link_checks.asking import Kind, Reason
from resources.link_checks.choices import UNHEARD, Outcome
from resources.link_checks.models import LinkCheck

# What the stored words of a check mean.
DETAILS = {
    Kind.NO_SUCH_HOST: gettext_lazy("There is no such site."),
    Kind.RESOLVER_AWAY: gettext_lazy("The site's name could not be looked up at that time."),
    Kind.NO_CONNECTION: gettext_lazy("The site takes no connection."),
    Kind.TOO_SLOW: gettext_lazy("The site did not answer in time."),
    Kind.BROKEN: gettext_lazy("The site broke off."),
    Kind.CERTIFICATE: gettext_lazy("The certificate is out of date, of another site, or of nobody known."),
    Reason.SCHEME: gettext_lazy("Only https is asked."),
    Reason.MALFORMED: gettext_lazy("It is not a web address."),
    Reason.USER: gettext_lazy("The address holds a name or password, or is made to look like another."),
    Reason.PORT: gettext_lazy("The address names a port of its own."),
    Reason.INSIDE: gettext_lazy("It leads into a network that is not public."),
    UNHEARD: gettext_lazy("No site at all answered at that time: perhaps the hub has no way out."),
    "circle": gettext_lazy("The site sends readers from one address to another and back."),
    "too-many": gettext_lazy("The site sends readers on more than five times."),
    "cookies": gettext_lazy("The site lets in only browsers that keep its cookies."),
    "front": gettext_lazy("It now leads to a front page."),
}
ADVICE = {
    Outcome.FINE: gettext_lazy("Nothing to do."),
    Outcome.MOVED: gettext_lazy("Open it: if it is what it was, put the new address on the page."),
    Outcome.LATER: gettext_lazy("Nothing to do: the hub asks again by itself."),
    Outcome.BARRED: gettext_lazy("Open it yourself: the site answers programs differently from people."),
    Outcome.GONE: gettext_lazy("Look for it on the site: put its new address on the page, or take the link out."),
    Outcome.NOT_THERE: gettext_lazy("Look for it on the site: put its new address on the page, or take the link out."),
    Outcome.ERROR: gettext_lazy("Wait for the next check. If it stays so, tell the site or take the link out."),
    Outcome.NO_ANSWER: gettext_lazy("Wait for the next check. If it stays so, look for another address."),
    Outcome.CERTIFICATE: gettext_lazy("Browsers warn of it. Tell the site, or take the link out."),
    Outcome.CIRCLE: gettext_lazy("Open it. If no page comes, look for another address."),
    Outcome.NOT_HTTPS: gettext_lazy("Change it to https:// if the site has that, else find another source."),
    Outcome.REFUSED: gettext_lazy("Correct the address: readers outside cannot open it, or should not."),
}


def finding(link: LinkCheck) -> str:
    """Say what the last check found, in a sentence or two."""
    if not link.outcome:
        return _("Not asked yet.")
    words = [f"{link.get_outcome_display()}."]
    if link.outcome == Outcome.NOT_THERE:
        words = [_("It answers, and its page says “%(words)s”.") % {"words": link.detail}]
    elif link.detail in DETAILS:
        words.append(str(DETAILS[link.detail]))
    elif link.status and link.outcome not in (Outcome.FINE, Outcome.MOVED):
        words.append(_("Status %(status)s.") % {"status": link.status})
    return " ".join(words)


def advice(link: LinkCheck) -> str:
    return str(ADVICE[Outcome(link.outcome)]) if link.outcome else _("Nothing to do: it is asked within the hour.")
