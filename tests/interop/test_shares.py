"""Shares split here combine with npm's audited shamir-secret-sharing, and the other way round."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from secondsource.trust.custody.keys import age
from secondsource.trust.custody.shares import shamir
from secondsource.trust.custody.shares.share_file import open_share, split_for

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(__file__).parent / "outside" / "shares.mjs"
PLACES = [Path(os.environ.get("SECONDSOURCE_NODE_MODULES", "")), ROOT / ".venv" / "node_modules"]
"""Where `npm install --prefix .venv shamir-secret-sharing@0.0.4` puts it."""
PACKAGE = next(
    (place / "shamir-secret-sharing" for place in PLACES if (place / "shamir-secret-sharing").is_dir()), None
)

pytestmark = pytest.mark.skipif(
    PACKAGE is None or not shutil.which("node"), reason="needs Node and npm's shamir-secret-sharing"
)


def node(*words: str) -> list[str]:
    ran = subprocess.run(["node", str(PROGRAM), str(PACKAGE), *words], capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_our_shares_combine_there_to_the_identity_itself() -> None:
    identity = age.new_identity()
    members = [age.new_identity() for _ in range(5)]
    made = split_for(identity, [age.recipient_of(one) for one in members], 3)
    shares = [open_share(data, key).data.hex() for data, key in zip(made.files, members, strict=True)]
    for three in itertools.islice(itertools.combinations(shares, 3), 3):
        assert bytes.fromhex(node("combine", *three)[0]).decode() == identity


def test_their_shares_combine_here() -> None:
    secret = os.urandom(74)
    shares = [bytes.fromhex(share) for share in node("split", secret.hex(), "5", "3")]
    assert len(shares) == 5
    for three in itertools.combinations(shares, 3):
        assert shamir.combine(three) == secret
    assert shamir.combine(shares[:2]) != secret
