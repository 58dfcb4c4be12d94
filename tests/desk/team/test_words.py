from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent


def test_every_sentence_of_the_pages_has_its_spanish_form() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "compile_words.py", "--check"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
