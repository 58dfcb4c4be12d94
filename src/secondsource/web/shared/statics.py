"""Files that pages load: the desk's own, and the few scripts of allauth's that passkeys need; from nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

PACKAGES = ("allauth.account", "allauth.mfa")


class Statics(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise has no types
    """Serves them all under one address."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Find the folders once, at start."""
        super().__init__(answer)
        for package in PACKAGES:
            found = find_spec(package)
            if found and found.origin:
                self.add_files(str(Path(found.origin).parent / "static"), prefix=self.static_prefix)
