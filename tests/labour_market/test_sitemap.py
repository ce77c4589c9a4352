"""The sitemap names each page of figures, so that search engines find a borough's as they find a lesson."""

from tests.factories.curriculum import SectorFactory
from tests.factories.labour_market import AreaFactory, LabourMarketPageFactory, OccupationFactory
from tests.factories.schools import BoroughFactory


def test_each_list_sector_borough_and_occupation_is_in_the_sitemap(home, rf):
    AreaFactory(slug="hackney", level="borough", borough=BoroughFactory(label="Hackney", slug="hackney"))
    OccupationFactory(code="2134")
    SectorFactory(slug="digital")
    page = LabourMarketPageFactory(parent=home)
    found = [entry["location"].partition("/labour-market/")[2] for entry in page.get_sitemap_urls(rf.get("/"))]
    assert {"", "sectors/", "sources/", "sectors/digital/", "boroughs/hackney/", "occupations/2134/"} <= set(found)
    assert len(found) == len(set(found))
