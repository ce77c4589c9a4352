"""Last year's programme of the invented schools, as it is kept on record."""

import datetime

from hub.publication.dates import AcademicYear
from hub.schools.careers.past_programmes import plain_rows
from hub.schools.models import CareersPage, PastProgramme


def record_last_year(page: CareersPage, moved: dict[str, int], *, on: datetime.date) -> None:
    """Keep on record what `page` holds as last year's programme; `moved`: activities then in another year group."""
    rows = plain_rows(page.programme.all())
    for row in rows:
        row["year_group"] = str(moved.get(row["title"], row["year_group"]))
    year = AcademicYear.containing(on).previous
    PastProgramme.objects.get_or_create(school=page.school, academic_year=str(year), defaults={"rows": rows})
