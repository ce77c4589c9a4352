"""The public addresses of the room, below /opportunities/."""

from hub.opportunities.letters import urls as letters
from hub.opportunities.offers import urls as offers
from hub.opportunities.provider_requests import urls as provider_requests
from hub.opportunities.requests import urls as requests
from hub.opportunities.visits import urls as visits

urlpatterns = [
    *letters.urlpatterns,
    *offers.urlpatterns,
    *provider_requests.urlpatterns,
    *requests.urlpatterns,
    *visits.urlpatterns,
]
