"""The Django app of letting out."""

from django.apps import AppConfig


class LettingOutConfig(AppConfig):
    """Registers drafts, frozen contents, holds and releases under the label `letting_out`."""

    name = "secondsource.store.letting_out"
    label = "letting_out"
    default_auto_field = "django.db.models.BigAutoField"
