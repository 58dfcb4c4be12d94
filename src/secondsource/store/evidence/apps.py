"""The Django app of the evidence."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Registers exhibits, reports, statements and findings under the label `evidence`."""

    name = "secondsource.store.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
