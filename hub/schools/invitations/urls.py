"""The address of an invitation's link, for which nobody has to sign in first; and those of a school's people."""

from django.urls import path
from django.views.decorators.cache import never_cache

from hub.schools.invitations.by_provider import by_provider
from hub.schools.invitations.leaving import leaving
from hub.schools.invitations.roles_of import roles_of
from hub.schools.invitations.views import again_or_withdraw, invitation_view, people

urlpatterns = [
    path("by-account/", never_cache(by_provider), name="schools_invitation_by_provider"),
    path("<str:token>/", never_cache(invitation_view), name="schools_invitation"),
]

# In the admin: below the school's key, and for the hub's staff.
of_a_school = [
    path("", people, name="schools_people"),
    path("<key:invitation_id>/", again_or_withdraw, name="schools_invitation_change"),
    path("<key:user_id>/leave/", leaving, name="schools_leaving"),
]
of_an_account = path("schools/people/<key:user_id>/", roles_of, name="schools_roles_of")
