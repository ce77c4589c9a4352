"""The address of an invitation's link: the one page of the admin that asks nobody to sign in first."""

from django.urls import path
from django.views.decorators.cache import never_cache

from hub.schools.invitations.views import invitation_view

urlpatterns = [path("<str:token>/", never_cache(invitation_view), name="schools_invitation")]
