"""The desk's settings for the tests: the same, in a folder of its own."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("SECONDSOURCE_DESK", tempfile.mkdtemp(prefix="secondsource-desk-"))

from django.contrib.auth.hashers import Argon2PasswordHasher

from secondsource.web.settings.desk import *  # noqa: F403 - settings are a module of names


class QuickArgon2(Argon2PasswordHasher):
    """Argon2id at the least cost it has: the tests' people are invented, and there are hundreds of desks."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


PASSWORD_HASHERS = ["secondsource.web.settings.testing.QuickArgon2"]
