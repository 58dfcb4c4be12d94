"""The findings page, its JSON and the terminal summary."""

from secondsource.publishing.findings.findings_json import dumps, schema, to_json
from secondsource.publishing.findings.json_reader import from_json, loads
from secondsource.publishing.findings.page import render_page
from secondsource.publishing.findings.terminal import summary

__all__ = ["dumps", "from_json", "loads", "render_page", "schema", "summary", "to_json"]
