from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "hub.audits"
    label = "audits"
    verbose_name = "Audits and surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hub.audits import reach
        from hub.audits.actions import selectors as actions
        from hub.audits.actions.handing_on import hand_on
        from hub.audits.answers.beside import register_actions, register_part
        from hub.audits.sharing.selectors import together
        from hub.audits.surveys.asked import asked_in_surveys
        from hub.audits.surveys.selectors import surveys_of_school
        from hub.core.jobs import register_job
        from hub.core.visitors import register_asked
        from hub.schools.annual_report.passages import register_passage
        from hub.schools.reminders.tasks import register_tasks
        from hub.schools.tenancy.allowed import allow
        from hub.schools.tenancy.people import register_hand_on

        allow(reach.ADDRESSES)
        register_job("forget_open_answers")
        register_hand_on(hand_on)
        register_actions(actions.by_answer)
        register_part(actions.actions_of_school)
        register_part(surveys_of_school)
        register_part(together)
        register_tasks(actions.tasks)
        register_passage(actions.passage)
        register_asked(asked_in_surveys)
