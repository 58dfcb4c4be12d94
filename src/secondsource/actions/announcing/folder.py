"""The public folder of a desk, file by file.

    checkpoint, tile/...                the log (C2SP tlog-tiles)
    log.policy                          its key and witnesses (C2SP tlog-policy)
    sighting/<size>                     checkpoints as witnesses enough first saw them
    text/<sha256>.txt                   full texts
    statement/<index>.note              the two files that a reader can carry away
    statement/<index>.tlog-proof
    index.html, subject/<id>.html, es/  the status pages, written last

Everything in it may be served by anything that serves files. Beside it, in the desk's folder and not public, lie the
log's key and `witnessed.txt`, which says up to which size each witness has cosigned.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from secondsource.actions.files import write_whole
from secondsource.errors import InputError, RuleError
from secondsource.trust.log_folder import CHECKPOINT, LogReader, LogWriter, SignText
from secondsource.trust.tlog import note
from secondsource.trust.tlog.policy import LogPolicy
from secondsource.trust.tlog.proof import Proof
from secondsource.trust.verifying.checkpoints import log_policy_of
from secondsource.trust.verifying.reading import read_some
from secondsource.trust.verifying.sightings import sighting_path
from secondsource.trust.verifying.site import LOG_POLICY, TEXTS

STATEMENTS = "statement"
LOG_KEY = "log.key"
WITNESSED = "witnessed.txt"
_WITNESSED_LINE = re.compile(r"(\S+) (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Announcing:
    """A desk's folder, as far as announcing goes."""

    desk: Path

    @property
    def site(self) -> Path:
        """The public folder."""
        return self.desk / "site"

    @property
    def key_path(self) -> Path:
        """Where the log's key lies."""
        return self.desk / LOG_KEY

    def log_policy(self) -> LogPolicy:
        """Return the log policy.

        Raises:
            InputError: `log-missing` where no log was begun, or the policy cannot be read.
        """
        if not (self.site / LOG_POLICY).is_file():
            raise InputError(
                "log-missing", f"{self.desk} has no log yet.", "Begin it with `log init`, or name the desk's folder."
            )
        return log_policy_of(read_some(self.site / LOG_POLICY, note.MOST_BYTES))

    def log_key(self) -> note.VerifierKey:
        """Return the log's public key."""
        return self.log_policy().logs[0]

    def reader(self) -> LogReader:
        """Return what reads the log."""
        return LogReader(self.site, self.log_key())

    def writer(self, sign: SignText) -> LogWriter:
        """Open the log for appending; see `LogWriter`."""
        return LogWriter(self.site, self.log_key(), sign)

    def locked(self) -> LogWriter:
        """Open the log so that nobody else appends meanwhile, without the means to sign."""
        return self.writer(_sign_nothing)

    def text(self, sha256: str) -> bytes | None:
        """Return a full text from the public folder."""
        path = self.site / TEXTS / f"{sha256}.txt"
        return path.read_bytes() if path.is_file() else None

    def publish_text(self, data: bytes) -> None:
        """Lay a full text into the public folder, named by its hash."""
        write_public(self.site / TEXTS / f"{hashlib.sha256(data).hexdigest()}.txt", data)

    def publish_proofs(self, entries: list[bytes], reader: LogReader, only: int | None = None) -> None:
        """Write the two files of statements for the checkpoint as it is now.

        A statement stays in force for up to a year, so an old entry needs a fresh proof as much as a new one. This
        costs one small file an entry; ten years of twenty statements a day are 73,000.

        Args:
            entries: all of the log.
            reader: of the log.
            only: the one index to write; None for all. Right after an append no witness has signed the checkpoint yet,
                and the older proofs, which lead to one that they signed, are worth more as they are.
        """
        signed = reader.checkpoint_bytes()
        _, tree = reader.entries_of(reader.checkpoint())
        for index in range(len(entries)) if only is None else (only,):
            proof = Proof(index=index, hashes=tuple(tree.inclusion_proof(index)), checkpoint=signed)
            write_public(self.site / STATEMENTS / f"{index}.note", entries[index], durable=False)
            write_public(self.site / STATEMENTS / f"{index}.tlog-proof", proof.encode(), durable=False)

    def has_proof(self, index: int) -> bool:
        """Say whether the two files of a statement are there."""
        return all((self.site / STATEMENTS / f"{index}.{kind}").is_file() for kind in ("note", "tlog-proof"))

    def publish_checkpoint(self, data: bytes) -> None:
        """Replace the checkpoint by the same one with more lines; the caller holds the lock."""
        write_public(self.site / CHECKPOINT, data)

    def keep_sighting(self, size: int, data: bytes) -> None:
        """Keep the checkpoint of a size as witnesses enough first saw it; later ones of that size change nothing.

        From then on a go in it cools off. A sighting that is lost makes readers wait longer, never shorter.
        """
        path = sighting_path(self.site, size)
        if not path.exists():
            write_public(path, data)

    def witnessed(self) -> dict[str, int]:
        """Return the size up to which each witness has cosigned, by its name in the log policy."""
        path = self.desk / WITNESSED
        if not path.is_file():
            return {}
        lines = read_some(path, note.MOST_BYTES).decode("ascii", "replace").splitlines()
        found = [match for line in lines if (match := _WITNESSED_LINE.fullmatch(line))]
        return {match[1]: int(match[2]) for match in found}

    def keep_witnessed(self, sizes: dict[str, int]) -> None:
        """Write down how far each witness has cosigned."""
        lines = "".join(f"{name} {size}\n" for name, size in sorted(sizes.items()))
        write_whole(self.desk / WITNESSED, lines.encode())


def write_public(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file whole, for everybody to read; what has these bytes already is left alone.

    Raises:
        StorageError: `output-unwritable`.
    """
    if path.is_file() and path.read_bytes() == data:
        return
    write_whole(path, data, durable=durable)
    path.chmod(0o644)


def _sign_nothing(_: str) -> note.Signature:
    raise RuleError("log-key-closed", "The log's key is not open, so nothing can be signed.", "Use `log append`.")
