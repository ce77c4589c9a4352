"""Wagtail's pages for users, with the hub's own forms. hub.accounts.apps names this in the place of Wagtail's."""

from wagtail.users.forms import UserForm
from wagtail.users.views.users import UserViewSet

from .forms import ChangedUserForm, NewUserForm


class HubUserViewSet(UserViewSet):
    """Users of the admin."""

    def get_form_class(self, for_update: bool = False) -> type[UserForm]:
        return ChangedUserForm if for_update else NewUserForm
