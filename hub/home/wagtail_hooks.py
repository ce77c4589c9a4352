from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def demo_log_action(actions):
    actions.register_action("hub.demo_loaded", _("Load demo content"), _("Demo content loaded"))
