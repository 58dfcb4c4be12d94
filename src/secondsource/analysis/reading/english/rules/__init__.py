"""Parser-free rules: who says what in an English report."""

from secondsource.analysis.reading.english.rules.report import attributions

__all__ = ["attributions"]
