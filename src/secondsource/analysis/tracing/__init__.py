"""Across reports: text reuse, translation, same utterance; from these, origins."""

from secondsource.analysis.tracing.trace import dated, trace

__all__ = ["dated", "trace"]
