"""What editors keep for search in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from search.adapters import OF_THE_HUB
from search.models import Promotion

PROMOTED_TYPES = [adapter.model._meta.label_lower for adapter in OF_THE_HUB]


class PromotionViewSet(ModelViewSet):
    model = Promotion
    icon = "pick"
    menu_label = _("Chosen results")
    menu_name = "chosen-results"
    menu_order = 410
    add_to_admin_menu = True
    list_display = [
        "words",
        "page",
        Column("stage", label=_("Key stage"), sort_key="stage"),
        DateColumn("expires", label=_("Last day"), sort_key="expires"),
    ]
    list_filter = ["stage"]
    search_fields = ["words"]
    inspect_view_enabled = False
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            FieldPanel("words"),
            PageChooserPanel("page", page_type=PROMOTED_TYPES),
            FieldRowPanel([FieldPanel("stage"), FieldPanel("expires")]),
            FieldPanel("note"),
        ]
    )


promotion_viewset = PromotionViewSet("promotions", url_prefix="chosen-results")
