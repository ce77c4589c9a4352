"""What the rules on the careers page stand on: the words of the law, guidance and London Ambitions, and our reading.

The careers paragraph of the School Information Regulations (Schedule 4, paragraph 15) came in 2018. Its words are
quoted as the published summaries of it give them, and say so.
"""

import datetime
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from hub.publication.basis import Basis, Quotation

SCHEDULE_SINCE = datetime.date(2018, 9, 1)
REGULATIONS = _("School Information (England) Regulations 2008")
REGULATIONS_LINK = "https://www.legislation.gov.uk/uksi/2008/3093"
ACT = _("Education Act 1997")
ACT_LINK = "https://www.legislation.gov.uk/ukpga/1997/44/section/42A"
GUIDANCE = _("Statutory guidance on careers, May 2025")
GUIDANCE_LINK = "https://www.gov.uk/government/publications/careers-guidance-provision-for-young-people-in-schools"
AMBITIONS = _("London Ambitions, 2015")
AT_SECOND_HAND = _("Quoted from published summaries of the 2018 amendment; we have not read the amendment itself.")


def _schedule(words: str) -> Quotation:
    return Quotation(
        words, REGULATIONS, "Schedule 4, paragraph 15", REGULATIONS_LINK, since=SCHEDULE_SINCE, note=AT_SECOND_HAND
    )


def _element(number: int, words: str) -> Quotation:
    return Quotation(words, AMBITIONS, f"element {number}", since=datetime.date(2015, 6, 25))


LEADER = _schedule("the name, email address and telephone number of the school’s Careers Leader")
SUMMARY = _schedule(
    "a summary of the careers programme, including details of how pupils, parents, teachers and employers may access "
    "information about the careers programme"
)
IMPACT = _schedule("how the school measures and assesses the impact of the careers programme on pupils")
REVIEW = _schedule("the date of the school’s next review of the information published")
YEARLY = Quotation(
    "the governing body must arrange for the information published on the website to be updated as soon as is "
    "reasonably practicable following a change to that information and, in any event, at least annually",
    REGULATIONS,
    "regulation 10(4)",
    f"{REGULATIONS_LINK}/regulation/10",
    since=datetime.date(2012, 9, 1),
)
INDEPENDENT_GUIDANCE = Quotation(
    "must secure that all registered pupils at the school are provided with independent careers guidance during their "
    "secondary education",
    ACT,
    "s42A(1)",
    ACT_LINK,
    since=datetime.date(2022, 9, 1),
)
INDEPENDENT_GUIDANCE_BEFORE_2022 = replace(
    INDEPENDENT_GUIDANCE,
    words="must secure that all registered pupils at the school are provided with independent careers guidance during "
    "the relevant phase of their education",
    since=datetime.date(2012, 9, 1),
)
SAYS_WHO_GIVES_IT = _(
    "The law asks that pupils get this guidance, and not that a page says so. Whether they get it no page can show: "
    "the hub reads who gives it, as the school states it."
)
BENCHMARK_1 = Quotation(
    "a stable, structured careers programme that has the explicit backing of those in governance roles, the "
    "headteacher, leadership and the senior management team",
    GUIDANCE,
    "Gatsby Benchmark 1",
    GUIDANCE_LINK,
    since=datetime.date(2025, 9, 1),
)
HUNDRED_HOURS = _element(
    2,
    "Every young Londoner should have completed at least 100 hours experience of the world of work, in some form, by "
    "the time they reach the age of 16.",
)
POLICY = _element(
    3,
    "Every secondary school and college should have in place an explicit publicised careers policy and Careers "
    "Curriculum on young people’s experiences of the world of work, links with business, careers provision and "
    "destination outcomes.",
)
APPROVAL = _element(3, "That policy should be reviewed and approved by the governing body at least every three years.")
REPORT = _element(
    3, "All schools and colleges should also report annually on delivery of the careers policy and curriculum."
)
GOVERNOR = _element(4, "Every good institution will have a governor with oversight")
LABOUR_MARKET = _element(
    5,
    "up-to-date, user-friendly labour market intelligence/information (LMI) readily accessible by young people, "
    "teachers and parents/carers",
)
CLUSTERS = _element(6, "developing ‘careers clusters’ to share resources")
PORTAL = _element(
    7,
    "The London Ambitions Portal should enable more schools and colleges to easily find high-quality careers provision",
)

PUBLISHING = {
    "01": Basis(LEADER),
    "02": Basis(LEADER, suggestion=_("A shared mailbox outlasts a person and keeps a name out of mailing lists.")),
    "03": Basis(LEADER),
    "04": Basis(
        SUMMARY,
        reading=_(
            "The words come under “for the current academic year”. The Regulations begin an academic year on 1 August, "
            "schools on 1 September: from 1 July the coming year may be shown, and the ending one is current until "
            "31 August."
        ),
    ),
    "05": Basis(
        reading=_(
            "Careers guidance is for pupils throughout their secondary education (Education Act 1997 s42A), so the "
            "summary of the programme speaks of every year group. Neither law says that in so many words."
        ),
    ),
    "06a": Basis(SUMMARY),
    "06b": Basis(SUMMARY),
    "06c": Basis(SUMMARY),
    "06d": Basis(SUMMARY),
    "07": Basis(
        IMPACT,
        reading=_("A measure is named, such as Compass, destinations or a survey, and the text says how it is used."),
    ),
    "08": Basis(
        REVIEW,
        reading=_("A day that has passed is no longer the date of a next review."),
        suggestion=_("Choose a day no more than a year ahead: the information is updated every year."),
    ),
    "09": Basis(YEARLY, reading=_("The day on which the page was last published is the day it was last updated.")),
}
GUIDANCE_BASES = {
    "GB1-G": Basis(
        standard=BENCHMARK_1,
        reading=_("A governor named on the page, or a policy that the governing body approved, shows that backing."),
    ),
    "GB1-W": Basis(reading=_("Our reading of Gatsby Benchmark 1: the programme says how parents are engaged.")),
    "GB8-W": Basis(reading=_("Our reading of Gatsby Benchmark 8: the website says how to get a meeting.")),
    "GB2-W": Basis(
        reading=_("Our reading of Gatsby Benchmark 2: learners and parents find this information from the page."),
        suggestion=_("Look at both links every two years: figures on jobs go out of date."),
    ),
    "WEX-1": Basis(reading=_("Our reading of the guidance: a week is five days of five hours.")),
    "WEX-2": Basis(reading=_("Our reading of the guidance: a week is five days of five hours.")),
}
AMBITIONS_BASES = {
    "LA3-1": Basis(standard=POLICY),
    "LA3-2": Basis(
        standard=POLICY, reading=_("At a school the curriculum has something for each key stage from Key Stage 3.")
    ),
    "LA3-3": Basis(standard=POLICY),
    "LA3-4": Basis(standard=APPROVAL, reading=_("A committee to which the governing body gave that power may do it.")),
    "LA3-5": Basis(standard=APPROVAL),
    "LA3-6": Basis(standard=REPORT),
    "LA4-1": Basis(standard=GOVERNOR, suggestion=_("Say since when: nobody asks for it, and it helps a reader.")),
    "LA2-1": Basis(standard=HUNDRED_HOURS, reading=_("By the age of 16 means by the end of Year 11.")),
    "LA5-1": Basis(
        standard=LABOUR_MARKET,
        reading=_("A link for teachers on the page. Its other readers are asked for by the guidance."),
    ),
    "LA6-1": Basis(standard=CLUSTERS, reading=_("Naming the cluster shows it. To name one is optional.")),
    "LA7-1": Basis(
        standard=PORTAL,
        reading=_("The portal of 2015 is gone. The page says with whom the place works, so that others find it."),
    ),
}
