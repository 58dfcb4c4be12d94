"""The words of the page and of the terminal, in English and Spanish."""

from secondsource.publishing.findings.wording.catalogue import LANGUAGES, Wording, wording

__all__ = ["LANGUAGES", "Wording", "wording"]
