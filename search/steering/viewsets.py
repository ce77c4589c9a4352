"""Admin views of chosen results and synonyms."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from hub.core.dates.columns import DayColumn
from search.index.adapters import OF_THE_HUB
from search.steering.models.promotions import Promotion
from search.steering.synonyms import preview
from search.understanding.models import Synonym

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
        DayColumn("expires", label=_("Last day"), sort_key="expires"),
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


class Previewed:
    """A form that shows what a synonym would change before it is saved: the second button saves nothing."""

    template_name = "search/admin/synonym.html"

    def form_valid(self, form: WagtailAdminModelForm) -> HttpResponse:
        if "action-preview" not in self.request.POST:  # type: ignore[attr-defined]
            return super().form_valid(form)  # type: ignore[misc]
        self.form = form
        return self.render_to_response(self.get_context_data(form=form, changes=preview(form.instance)))  # type: ignore[attr-defined]


class SynonymCreateView(Previewed, generic.CreateView):
    pass


class SynonymEditView(Previewed, generic.EditView):
    pass


class SynonymViewSet(ModelViewSet):
    model = Synonym
    icon = "resubmit"
    menu_label = _("Synonyms")
    menu_name = "synonyms"
    menu_order = 415
    add_to_admin_menu = True
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    create_template_name = edit_template_name = Previewed.template_name
    list_display = [
        "words",
        Column("means", label=_("What the hub calls it")),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("get_language_display", label=_("Language"), sort_key="language"),
    ]
    list_filter = ["kind", "language"]
    search_fields = ["words", "means"]
    inspect_view_enabled = False
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            FieldPanel("words"),
            FieldPanel("means"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
            FieldPanel("note"),
        ]
    )


synonym_viewset = SynonymViewSet("synonyms", url_prefix="synonyms")
