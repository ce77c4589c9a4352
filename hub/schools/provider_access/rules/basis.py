"""What the rules on provider access stand on: the words of Education Act 1997 s42B, and our reading of them."""

import datetime

from django.utils.translation import gettext_lazy as _

from hub.publication.basis import Basis, Quotation

ACT = _("Education Act 1997")
LINK = "https://www.legislation.gov.uk/ukpga/1997/44/section/42B"
POLICY_SINCE = datetime.date(2018, 1, 2)
MEETINGS_SINCE = datetime.date(2023, 1, 1)


def _words(section: str, words: str, *, since: datetime.date = MEETINGS_SINCE) -> Quotation:
    return Quotation(words, ACT, f"s42B{section}", LINK, since=since)


EACH_PUPIL = (
    "during each of the first and second key phases of the education of each registered pupil … on at least two "
    "occasions the pupil meets at least one provider to whom access is given"
)
WHOLE_COHORT = _(
    "A key phase runs from the start of the school year to 28 February of the next. The hub holds no pupils' data: a "
    "meeting of the whole year group stands for each pupil."
)
BASES = {
    "01": Basis(
        _words(
            "(7)", "The proprietor must publish the policy statement and any revised statement.", since=POLICY_SINCE
        ),
        suggestion=_("Give the statement a date, so that a reader knows how old it is. The law asks for none."),
    ),
    "02": Basis(
        _words("(5)(a)", "any procedural requirements in relation to requests for access", since=POLICY_SINCE),
        reading=_("Where there is no requirement the statement says so."),
        suggestion=_("Name whom to ask, with an email address or a telephone number. The law asks for no name."),
    ),
    "03": Basis(_words("(5)(b)", "grounds for granting and refusing requests for access", since=POLICY_SINCE)),
    "04": Basis(
        _words(
            "(5)(c)",
            "details of premises or facilities to be provided to a person who is given access",
            since=POLICY_SINCE,
        )
    ),
    "05": Basis(
        _words("(5)(c)", "the times at which the access is to be given"),
        suggestion=_("A calendar by year group and term is easiest to read."),
    ),
    "06": Basis(
        _words(
            "(5)(d)",
            "an explanation of how the proprietor proposes to comply with the obligations imposed under subsection "
            "(2A)",
        ),
        reading=_("Those obligations are for the first and the second key phase, so there is a text on each."),
    ),
    "07": Basis(_words("(2A)(a)(i)", EACH_PUPIL), reading=WHOLE_COHORT),
    "08": Basis(_words("(2A)(a)(i)", EACH_PUPIL), reading=WHOLE_COHORT),
    "09": Basis(
        _words(
            "(1A)",
            "the proprietor must give access to registered pupils on at least two occasions during each of the first, "
            "second and third key phase of their education",
        ),
        reading=_("In the third key phase the occasions are given, and pupils may choose whether to come."),
    ),
    "10": Basis(
        _words(
            "(2A)(a)(ii)", "the pupil does not meet exactly the same provider or providers on each of those occasions"
        )
    ),
    "11": Basis(
        _words("(2A)(b)", "ask providers to whom access is given to provide information that includes the following"),
        reading=_("The duty is to ask. What a provider then says is not the school's to answer for."),
    ),
    "12": Basis(
        _words(
            "(2B)",
            "Access given under subsection (1) must be for a reasonable period of time during the standard school day.",
        )
    ),
    "13": Basis(
        _words(
            "(1)",
            "must ensure that there are opportunities for a range of education and training providers to access "
            "registered pupils",
        ),
        reading=_("A range is more than one provider."),
    ),
}
