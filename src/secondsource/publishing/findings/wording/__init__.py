"""The words of the page and of the terminal, in English and Spanish."""

from secondsource.publishing.findings.wording.catalogue import LANGUAGES, Wording, wording
from secondsource.publishing.findings.wording.sentences import Said, said

__all__ = ["LANGUAGES", "Said", "Wording", "said", "wording"]
