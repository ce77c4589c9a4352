from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "hub.record"
    label = "record"
    verbose_name = "Record"
