"""What is posted to the page of a visit, the same for both sides: each button of it, and what it does."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hub.core.url_keys import key_in
from hub.opportunities.visits import afterwards, services
from hub.opportunities.visits.forms import FeedbackForm, ReasonForm, WriteForm
from hub.opportunities.visits.models import ProposedDay, Visit

State = Visit.State


@dataclass(slots=True)
class Desk:
    """The forms of one side of a visit; after `act`, what was done (`said`) or why not (`problem`)."""

    visit: Visit
    side: str
    write: WriteForm
    reason: ReasonForm
    feedback: FeedbackForm
    said: str = ""
    problem: str = ""

    @property
    def has_errors(self) -> bool:
        """Tell whether something was refused."""
        return bool(self.problem or self.write.errors or self.reason.errors or self.feedback.errors)

    @property
    def days_to_agree(self) -> list[ProposedDay]:
        """The days that the other side proposes."""
        return [each for each in self.visit.days.all() if each.side != self.side]

    @property
    def days_proposed(self) -> list[ProposedDay]:
        """The days that this side proposes."""
        return [each for each in self.visit.days.all() if each.side == self.side]


def desk(request: HttpRequest, visit: Visit, side: str, *, on: datetime.date) -> Desk:
    """Return the forms of a side, those filled that were sent."""

    def sent(button: str) -> object:
        return request.POST if request.method == "POST" and button in request.POST else None

    own = visit.feedback.filter(side=side).first()
    return Desk(
        visit=visit,
        side=side,
        write=WriteForm(sent("write"), school=visit.school, on=on, days=visit.state != State.AGREED),
        reason=ReasonForm(sent("cancel") or sent("replace")),
        feedback=FeedbackForm(sent("feedback"), said=own),
    )


def act(request: HttpRequest, at: Desk, *, on: datetime.date) -> None:
    """Do what was posted, and say it or say why not."""
    try:
        _act(request, at, on)
    except services.WrongDay as error:
        at.problem = str(error)
    except services.Taken:
        at.problem = _("Another school has just taken this day. Agree another one.")
    except services.NotNow:
        at.problem = _("This has changed in the meantime. Look at it again.")


def _act(request: HttpRequest, at: Desk, on: datetime.date) -> None:
    visit, side = at.visit, at.side
    if "agree" in request.POST:
        services.agree(visit, _proposed(visit, request.POST["agree"]), side, on=on)
        at.said = _("Agreed. Both of you have a mail with the day for your calendars.")
    elif at.write.is_bound and at.write.is_valid():
        services.write(visit, side, at.write.cleaned_data["words"], at.write.wishes)
        at.said = _("Sent.")
    elif at.reason.is_bound and at.reason.is_valid():
        words = at.reason.cleaned_data["words"]
        if "replace" in request.POST:
            services.replace(visit, side, words)
            at.said = _("The day is given back. Propose another one.")
        else:
            services.cancel(visit, side, words, on=on)
            at.said = _("Cancelled, and the other side is told.")
    elif at.feedback.is_bound and visit.state == State.DONE and at.feedback.is_valid():
        afterwards.say(visit, side, **at.feedback.values)
        at.said = _("Thank you. The other side reads it.")


def _proposed(visit: Visit, text: str) -> ProposedDay:
    proposed = visit.days.filter(pk=key_in(text)).first()
    if proposed is None:
        raise services.NotNow
    return proposed
