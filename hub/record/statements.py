"""The 40 statements of "What suits me", and which sectors people often look at who say yes to some of them.

The statements are the skills assessment's of the National Careers Service, as it published them
(SkillsFundingAgency/dfc-servicetaxonomy-editor, MIT licence). Which kind of liking goes with which sector is this hub's
own judgement, and the page says so. Nothing here is a score: what is worked out in the browser puts sectors in an order
and names nobody.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCREEN = 5


class Statement(NamedTuple):
    """A statement; `like` is the kind of liking it speaks of, `flipped` where a yes speaks against it. `easy` says it
    in fewer words, for the easy-read view, which asks only those."""

    text: str | Promise
    like: str
    flipped: bool = False
    easy: str | Promise = ""
    symbol: str = ""


# The order is the published one: answers are kept by the number of the statement.
STATEMENTS = (
    Statement(_("I am comfortable telling people what they need to do"), "leader"),
    Statement(_("I make decisions quickly"), "leader"),
    Statement(_("I like to take control of situations"), "leader", easy=_("I like to be in charge."), symbol="star"),
    Statement(_("I prefer to follow what other people are doing"), "leader", flipped=True),
    Statement(
        _("I like taking responsibility for other people"),
        "leader",
        easy=_("I like to look after a group."),
        symbol="people",
    ),
    Statement(_("I set myself targets when I have things to do, and usually meet them"), "driver"),
    Statement(
        _("I like to see things through to the end"),
        "driver",
        easy=_("I like to finish what I start."),
        symbol="tick",
    ),
    Statement(_("I think I am a competitive person"), "driver", easy=_("I like to win."), symbol="up"),
    Statement(_("Doing well in a career motivates me"), "driver"),
    Statement(_("I set myself goals in life"), "driver"),
    Statement(_("I am comfortable talking people around to my way of thinking"), "influencer"),
    Statement(_("I am good at coming to an agreement with other people"), "influencer"),
    Statement(
        _("I am comfortable talking in front of a group of people"),
        "influencer",
        easy=_("I can talk in front of a group."),
        symbol="speech",
    ),
    Statement(_("I like meeting new people"), "influencer", easy=_("I like to meet new people."), symbol="smile"),
    Statement(_("I find it hard to understand other people's point of view"), "influencer", flipped=True),
    Statement(
        _("I like to help other people"), "helper", easy=_("I like to help people."), symbol="sector-care-services"
    ),
    Statement(
        _("I enjoy working with other people around me"),
        "helper",
        easy=_("I like to work with other people."),
        symbol="people",
    ),
    Statement(_("I want to make things better for people"), "helper"),
    Statement(_("I will get involved if I think I can help"), "helper"),
    Statement(_("I am comfortable hearing other people's problems"), "helper"),
    Statement(
        _("I like to work out complicated things"), "analyst", easy=_("I like to solve puzzles."), symbol="question"
    ),
    Statement(_("I like to get to the centre of the issue"), "analyst"),
    Statement(_("I like working with facts"), "analyst"),
    Statement(_("I like working with numbers"), "analyst", easy=_("I like numbers."), symbol="chart"),
    Statement(_("I enjoy learning new things"), "analyst"),
    Statement(_("I enjoy coming up with new ways of doing things"), "creator"),
    Statement(_("I try to think differently to others"), "creator"),
    Statement(_("I like to use my imagination to create new things"), "creator"),
    Statement(_("I like to try new things"), "creator", easy=_("I like to try new things."), symbol="plus"),
    Statement(
        _("I enjoy creative activities"),
        "creator",
        easy=_("I like art, music or making things up."),
        symbol="sector-creative-and-design",
    ),
    Statement(_("I like to focus on details"), "organiser"),
    Statement(
        _("I plan my day so I can use my time best"), "organiser", easy=_("I like to plan my day."), symbol="calendar"
    ),
    Statement(
        _("I like doing things in a careful order"),
        "organiser",
        easy=_("I like to do things in order."),
        symbol="clock",
    ),
    Statement(_("I like to follow rules and processes"), "organiser"),
    Statement(_("I feel restricted when I have to follow a routine"), "organiser", flipped=True),
    Statement(_("I like to see the results of the work I do"), "doer"),
    Statement(_("I like to get involved in making things"), "doer", easy=_("I like to make things."), symbol="pencil"),
    Statement(_("I enjoy getting involved in practical tasks"), "doer"),
    Statement(
        _("I like working with my hands or tools"),
        "doer",
        easy=_("I like to work with my hands."),
        symbol="sector-engineering-and-manufacturing",
    ),
    Statement(_("I enjoy planning a task more than actually doing it"), "doer", flipped=True),
)

# What the page says of each kind of liking: a thing to like, never a kind of person.
LIKES = {
    "leader": _("taking charge"),
    "driver": _("reaching a goal"),
    "influencer": _("talking with people"),
    "helper": _("helping people"),
    "analyst": _("working things out"),
    "creator": _("new ideas"),
    "organiser": _("order and detail"),
    "doer": _("practical work"),
}


class Reason(NamedTuple):
    """Why people who like these things often look at a sector."""

    likes: tuple[str, str, str]
    why: str | Promise


SECTORS = {
    "agriculture-environmental-and-animal-care": Reason(
        ("doer", "helper", "driver"),
        _("You look after animals, plants and places, often outdoors, and see over weeks and years what came of it."),
    ),
    "business-and-administration": Reason(
        ("organiser", "leader", "influencer"),
        _("You keep people, papers and plans in order, so that everybody else can get on with their work."),
    ),
    "care-services": Reason(
        ("helper", "influencer", "organiser"),
        _("You help somebody to live as they want to: you listen, notice what changes and do things with care."),
    ),
    "catering-and-hospitality": Reason(
        ("doer", "influencer", "organiser"),
        _("You cook, serve and welcome people. Hands are busy, guests talk to you, and timing matters."),
    ),
    "construction-and-built-environment": Reason(
        ("doer", "analyst", "leader"),
        _("You measure, work out and build things that stand for years, and somebody has to lead each job."),
    ),
    "creative-and-design": Reason(
        ("creator", "doer", "driver"),
        _("You begin with an idea and stay with it through many tries, until others can see, hear or use it."),
    ),
    "digital": Reason(
        ("analyst", "creator", "organiser"),
        _("You find out why something does not work, think of a new way, and get each detail right."),
    ),
    "education-and-early-years": Reason(
        ("helper", "leader", "influencer"),
        _("You help others to learn: you explain, listen, and lead a group through the day."),
    ),
    "engineering-and-manufacturing": Reason(
        ("analyst", "doer", "creator"),
        _("You work out how a thing should be made, try it, and make it better with tools and machines."),
    ),
    "hair-and-beauty": Reason(
        ("creator", "helper", "doer"),
        _("You work with your hands and an eye for style, and somebody leaves happier than they came."),
    ),
    "health-and-science": Reason(
        ("analyst", "helper", "organiser"),
        _("You look for what the facts say, follow careful steps, and people are better for it."),
    ),
    "legal-finance-and-accounting": Reason(
        ("analyst", "organiser", "driver"),
        _("You work with facts, rules and figures, and see a case or a year’s accounts through to the end."),
    ),
    "protective-services": Reason(
        ("leader", "helper", "driver"),
        _("You keep people safe: you decide quickly, look after others and do not give up half-way."),
    ),
    "sales-marketing-and-procurement": Reason(
        ("influencer", "driver", "creator"),
        _("You talk with people about what they need, find new ways to reach them, and aim for a target."),
    ),
    "transport-and-logistics": Reason(
        ("organiser", "doer", "leader"),
        _("You get people and goods to the right place on time: plans, vehicles, and a team to lead."),
    ),
}


def screens() -> list[list[tuple[int, Statement]]]:
    """Return the statements five to a screen, each screen of several kinds, so that none is asked in one go."""
    by_like: dict[str, list[tuple[int, Statement]]] = {}
    for number, each in enumerate(STATEMENTS):
        by_like.setdefault(each.like, []).append((number, each))
    mixed = [one for row in zip(*by_like.values(), strict=True) for one in row]
    return [mixed[begin : begin + SCREEN] for begin in range(0, len(mixed), SCREEN)]
