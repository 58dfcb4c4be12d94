"""How the whole test-suite runs: the same examples every time, so that a green run stays green.

`HYPOTHESIS_PROFILE=explore` draws new examples instead; do that before a release and keep what it finds as `@example`.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))
