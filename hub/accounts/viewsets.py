"""Wagtail's pages for users and groups, with the hub's own forms. hub.accounts.apps puts them in Wagtail's place."""

from django.db.models import ProtectedError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.users.forms import UserForm
from wagtail.users.views.groups import DeleteView, GroupViewSet
from wagtail.users.views.users import EditView, UserViewSet

from .forms import ChangedUserForm, NewUserForm


class HubUserEditView(EditView):
    """Wagtail's, whose header has the buttons that the list of users has for this one."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        more = hooks.get_hooks("register_user_listing_buttons")
        found = (button for hook in more for button in hook(user=self.object, request_user=self.request.user))
        return [*super().header_more_buttons, *found]


class HubUserViewSet(UserViewSet):
    """Users of the admin."""

    edit_view_class = HubUserEditView

    def get_form_class(self, for_update: bool = False) -> type[UserForm]:
        return ChangedUserForm if for_update else NewUserForm


class HubGroupDeleteView(DeleteView):
    """Wagtail's, which says that a group is needed where Wagtail ends in an error."""

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            said = _("The hub needs the group “%s”: a role depends on it. Take permissions from it instead.")
            messages.error(self.request, said % self.object)
            return redirect("wagtailusers_groups:edit", self.object.pk)


class HubGroupViewSet(GroupViewSet):
    """Groups of the admin."""

    delete_view_class = HubGroupDeleteView
    pk_path_converter = "key"
