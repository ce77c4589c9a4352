from django.apps import AppConfig


class ClustersConfig(AppConfig):
    name = "hub.clusters"
    label = "clusters"
    verbose_name = "Clusters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.clusters import access, context, evidence, files, memberships, models
        from hub.core.page_context import register_context
        from hub.media.readers import register_reader
        from hub.schools.duties.parts import register_part
        from hub.schools.tenancy.allowed import allow
        from hub.schools.tenancy.groups import register_groups
        from hub.schools.tenancy.languages import register_of_schools

        allow(access.ADDRESSES)
        register_groups(memberships.groups)
        register_of_schools(models.ClusterIndexPage)
        register_part(evidence.PART)
        register_reader(files.is_shown_to)
        register_context(models.ClusterIndexPage, context.index_context)
        register_context(models.ClusterPage, context.cluster_context)
