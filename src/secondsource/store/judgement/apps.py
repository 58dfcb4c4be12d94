"""The Django app of judgement."""

from django.apps import AppConfig


class JudgementConfig(AppConfig):
    """Registers grades, findings, checks, harm notes, replies, promises and answers under the label `judgement`."""

    name = "secondsource.store.judgement"
    label = "judgement"
    default_auto_field = "django.db.models.BigAutoField"
