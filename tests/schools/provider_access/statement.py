"""A provider access statement in Word, with the headings that the government's own example has."""

from tests.schools.word.files import docx, heading, paragraph, table

OPPORTUNITIES = (
    ("", "Autumn term", "Spring term", "Summer term"),
    ("Year 8", "Assembly with a college", "", "Taster day"),
    ("Year 10", "Training provider at assembly", "Careers fair", ""),
    ("Years 12 and 13", "Talk on degree apprenticeships", "Visit to a college", ""),
)
BODY = (
    paragraph("Provider access policy", "Titel"),
    heading("Introduction"),
    paragraph("This statement sets out how we manage the access of providers to our pupils."),
    heading("Pupil entitlement"),
    paragraph("All pupils in Years 8 to 13 hear from a range of providers."),
    heading("Management of provider access requests"),
    heading("Procedure", 2),
    paragraph(
        "A provider who wishes to ask for access should contact Ms R. Shah, Careers Leader. "
        "Telephone: 020 7946 0142; Email: careers@alder-row.example"
    ),
    heading("Opportunities for access", 2),
    paragraph("Please speak to our careers leader about the best time."),
    table(*OPPORTUNITIES),
    heading("Grounds for granting access", 2),
    paragraph("We say yes to whoever tells pupils of technical education."),
    heading("Grounds for refusal", 2),
    paragraph("We say no in the weeks of examinations."),
    heading("Safeguarding", 2),
    paragraph("Visitors sign in at the office."),
    heading("Premises and facilities", 2),
    paragraph("The main hall and a projector. Leaflets go to the library."),
    heading("Years 8 and 9", 2),
    paragraph("Two meetings before the end of February in Year 9."),
    heading("Complaints", 2),
    paragraph("Write to the chair of governors."),
    heading("Previous providers"),
    paragraph("A college and a training provider."),
    heading("Approval and review"),
    paragraph("Approved: 12 September 2026 by the governing body"),
    paragraph("Last reviewed: 1 September 2026"),
    paragraph("Next review: September 2027"),
)
STATEMENT = docx(*BODY)
