"""A desk of two, and a drop that seals to them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.drop.source import DAY, Source

from secondsource.trust.custody.sealing.identities import ItemKey, new_item_key, unwrap
from secondsource.trust.custody.sealing.messages import Message, open_message
from secondsource.trust.custody.sealing.streams import open_sealed_file
from secondsource.trust.custody.spool.items import Item, list_items
from secondsource.web.drop.app import Drop
from secondsource.web.drop.settings import DropSettings, read_settings


@dataclass(frozen=True)
class Desk:
    """The two who may open what arrives, and their drop's folder."""

    folder: Path
    ada: ItemKey
    bo: ItemKey

    @property
    def spool(self) -> Path:
        return self.folder / "spool"

    def settings(self, text: str = "") -> DropSettings:
        (self.folder / "drop.toml").write_text(text, encoding="utf-8")
        return read_settings(self.folder)

    def items(self) -> tuple[Item, ...]:
        return list_items(self.spool)

    def identity(self, item: Item) -> str:
        """Open an item's identity with Ada's key."""
        (key,) = item.wrapped_keys()
        return unwrap(key.read_bytes(), self.ada.identity)

    def message(self, item: Item) -> Message:
        return open_message((item.folder / "message.age").read_bytes(), self.identity(item))

    def file(self, item: Item, place: int = 0) -> bytes:
        """Open one of an item's files, checked against its message."""
        out = io.BytesIO()
        part = self.message(item).parts[place]
        open_sealed_file(item.folder / part.file, self.identity(item), out, part=part)
        return out.getvalue()


def made_desk(place: Path) -> Desk:
    """Make the two and their drop's folder."""
    ada, bo = new_item_key(), new_item_key()
    folder = place / "drop"
    folder.mkdir()
    (folder / "recipients.txt").write_text(f"# ada\n{ada.recipient}\n# bo\n{bo.recipient}\n", encoding="utf-8")
    return Desk(folder, ada, bo)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return made_desk(tmp_path)


@pytest.fixture
def source(desk: Desk) -> Source:
    return Source(Drop(desk.settings(), day=lambda: DAY))
