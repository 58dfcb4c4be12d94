"""The desk's settings for the tests: the same, in a folder of its own."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("SECONDSOURCE_DESK", tempfile.mkdtemp(prefix="secondsource-desk-"))

from secondsource.web.settings.desk import *  # noqa: F403 - settings are a module of names
