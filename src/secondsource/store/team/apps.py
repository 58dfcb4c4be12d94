"""The Django app of the team."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """Registers members, cases and the journal under the label `team`."""

    name = "secondsource.store.team"
    label = "team"
    default_auto_field = "django.db.models.BigAutoField"
