"""The findings page, its JSON and the terminal summary."""

from secondsource.publishing.findings.findings_json import dumps, schema, to_json
from secondsource.publishing.findings.json_reader import from_json, loads

__all__ = ["dumps", "from_json", "loads", "schema", "to_json"]
