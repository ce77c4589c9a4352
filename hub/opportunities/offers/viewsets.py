"""Organisations, their people and their offers in the admin, for the hub's own staff."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from hub.opportunities.offers.models import Offer
from hub.opportunities.organisations.models import Organisation, Representative

# The hook that fills the group "Employers" of the menu.
MENU_HOOK = "register_opportunities_menu_item"


class HubsViewSet(ModelViewSet):
    """Rows in the group "Employers": searched in the database, never copied."""

    menu_hook = MENU_HOOK
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False


class OrganisationViewSet(HubsViewSet):
    """Organisations that the hub knows. Their check has a page of its own."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_name = "opportunities-organisations"
    menu_order = 110
    list_display = [
        "name",
        Column("get_status_display", label=_("Status"), sort_key="status"),
        Column("domain", label=_("Domain"), sort_key="domain"),
        DateColumn("decided_at", label=_("Decided"), sort_key="decided_at"),
    ]
    list_filter = ["status", "sectors"]
    search_fields = ["name", "domain"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("domain"),
            FieldPanel("website"),
            FieldPanel("about"),
            FieldPanel("sectors"),
            FieldPanel("boroughs"),
            FieldPanel("online"),
            FieldRowPanel([FieldPanel("status", read_only=True), FieldPanel("decided_at", read_only=True)]),
            FieldPanel("reason", read_only=True),
        ]
    )


class RepresentativeViewSet(HubsViewSet):
    """People who speak for organisations. Whoever has an address of another domain is added here, by the hub's word."""

    model = Representative
    icon = "user"
    menu_label = _("Representatives")
    menu_name = "opportunities-representatives"
    menu_order = 120
    list_display = [
        "name",
        Column("organisation", label=_("Organisation"), sort_key="organisation__name"),
        DateColumn("confirmed_at", label=_("Confirmed"), sort_key="confirmed_at"),
        DateColumn("last_link_at", label=_("Last came in"), sort_key="last_link_at"),
    ]
    search_fields = ["name", "email", "organisation__name"]
    edit_handler = ObjectList([FieldPanel("organisation"), FieldPanel("name"), FieldPanel("email")])


class OfferViewSet(HubsViewSet):
    """Offers. The hub takes one off the public pages by its status; what it says is its organisation's."""

    model = Offer
    icon = "tag"
    menu_label = _("Offers")
    menu_name = "opportunities-offers"
    menu_order = 130
    list_display = [
        "title",
        Column("organisation", label=_("Organisation"), sort_key="organisation__name"),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("get_status_display", label=_("Status"), sort_key="status"),
        DateColumn("expires_on", label=_("Last day"), sort_key="expires_on"),
    ]
    list_filter = ["status", "kind"]
    search_fields = ["title", "organisation__name"]
    edit_handler = ObjectList(
        [
            FieldPanel("organisation", read_only=True),
            FieldPanel("contact", read_only=True),
            FieldPanel("title"),
            FieldPanel("what"),
            FieldPanel("kind"),
            FieldRowPanel([FieldPanel("status"), FieldPanel("expires_on")]),
        ]
    )


VIEWSETS = (
    OrganisationViewSet("opportunities_organisations", url_prefix="opportunities/organisations"),
    RepresentativeViewSet("opportunities_representatives", url_prefix="opportunities/representatives"),
    OfferViewSet("opportunities_offers", url_prefix="opportunities/offers"),
)
