"""A register as a plain table: CSV with the column `name` and, as far as known, others.

Columns are known in English and Spanish, in any order and case; values of one cell are parted by `|` or, where it is
not the table's own separator, `;`. Rows of one name make one entry.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from secondsource.errors import InputError
from secondsource.shielding.register.common_words import weak_name, word_set
from secondsource.shielding.register.entry import DETAILS, Caution, Level, Protected, Register, checked, fault_of

COLUMNS: Final = {
    "name": word_set("name full_name nombre nombre_completo"),
    "aliases": word_set("alias aliases alias_names otros_nombres"),
    "nicknames": word_set("nickname nicknames apodo apodos mote"),
    "handles": word_set("handle handles account accounts usuario usuarios cuenta cuentas"),
    "phones": word_set("phone phones telephone mobile telefono teléfono teléfonos telefonos móvil movil"),
    "emails": word_set("email emails e-mail e-mails mail correo correos"),
    "plates": word_set("plate plates matricula matrícula placa placas"),
    "numbers": word_set(
        "number numbers id_number id_numbers document documento documentos identificación identificacion"
    ),
    "addresses": word_set("address addresses direccion dirección direcciones domicilio"),
    "places": word_set("place places lugar lugares"),
    "kind": word_set("kind tipo role rol"),
    "level": word_set("level nivel protection protección proteccion"),
    "why": word_set("why reason motivo razón razon"),
}
"""Each field with the headings that stand for it."""
KINDS: Final = {
    "phones": word_set("phone telephone mobile telefono teléfono móvil movil"),
    "emails": word_set("email e-mail mail correo"),
    "handles": word_set("handle account usuario cuenta"),
    "nicknames": word_set("nickname apodo mote"),
    "plates": word_set("plate matricula matrícula placa"),
    "numbers": word_set("number id document documento dni nie curp passport pasaporte"),
    "addresses": word_set("address direccion dirección domicilio"),
    "places": word_set("place lugar location organisation organization organización organizacion"),
}
"""A `kind` that says what stands under `name`; any other word says what the person is to the story."""
LEVELS: Final = {
    Level.FULL: word_set("full high alto alta total completo máximo maximo máxima strict"),
    Level.NAME: word_set("name nombre medium medio media"),
    Level.WATCH: word_set("watch low bajo baja vigilar aviso"),
}
_HEADINGS: Final = {heading: field for field, words in COLUMNS.items() for heading in words}
_KIND_OF: Final = {word: field for field, words in KINDS.items() for word in words}
_LEVEL_OF: Final = {word: level for level, words in LEVELS.items() for word in words}
MOST_FAULTS: Final = 5
"""Lines named in one refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A register that was read, and what the desk should know about it."""

    register: Register
    cautions: tuple[Caution, ...] = ()


def read_table(data: bytes) -> Read:
    """Read a CSV table.

    Raises:
        InputError: `register-unreadable`: no UTF-8 text, no heading `name`, or no row; `register-name`: rows that
            could never be found, each named by its line. Nothing of such a table is used.
    """
    rows, fields = _rows(data)
    found: dict[str, tuple[int, Protected]] = {}
    faults, cautions = [], []
    for line, cells in rows:
        entry, unknown = _entry(cells, fields)
        fault = fault_of(entry)
        if fault:
            faults.append(f"Line {line}: {fault}")
            continue
        if unknown:
            cautions.append(Caution(line=line, sentence="This level is not known, so everything is masked."))
        entry = checked(entry)
        cautions += [Caution(line=line, sentence=one) for one in weak_points(entry)]
        key = entry.name.casefold() or f"line {line}"
        if key in found:
            cautions.append(Caution(line=line, sentence="The same name stands above; both lines make one entry."))
            found[key] = (found[key][0], _together(found[key][1], entry))
        else:
            found[key] = (line, entry)
    if faults:
        more = f" ({len(faults)} lines in all.)" if len(faults) > MOST_FAULTS else ""
        raise InputError(
            "register-name",
            " ".join(faults[:MOST_FAULTS]) + more,
            "Correct these lines; nothing of the table was used.",
        )
    entries = tuple(replace(entry, id=f"p-{n}") for n, (_, entry) in enumerate(found.values(), start=1))
    if not entries:
        raise _unreadable("The table has no row under its headings.")
    return Read(register=Register(entries=entries), cautions=tuple(cautions))


def write_table(register: Register) -> str:
    """Return the register as a table that `read_table` reads back to the same entries."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for entry in register:
        values = (getattr(entry, field) for field in COLUMNS)
        table.writerow(" | ".join(one) if isinstance(one, tuple) else str(one) for one in values)
    return out.getvalue()


def weak_points(entry: Protected) -> list[str]:
    """Say without naming anybody what about an entry can only be matched with care."""
    found = []
    if any(weak_name(name) for name in (entry.name, *entry.aliases, *entry.nicknames) if name):
        found.append("A name is also a common word: it is matched only with a capital letter or beside another name.")
    if entry.name and len(re.findall(r"[^\W\d_]+", entry.name)) == 1:
        found.append("The name is a single word: add the surname or an alias if it is known.")
    return found


def _rows(data: bytes) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Return numbered rows that hold anything, and the field each column stands for (empty: none)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable("The register is neither sealed nor UTF-8 text.") from error
    head = text.lstrip("\r\n").split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows = []
    try:
        before = 0
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise _unreadable(f"Line {reader.line_num} of the register is no row of a table.") from error
    if not rows:
        raise _unreadable("The register is empty.")
    fields = [_HEADINGS.get("_".join(cell.casefold().split()), "") for cell in rows[0][1]]
    if "name" not in fields:
        raise _unreadable("The first line of the register has no heading `name`.")
    return rows[1:], fields


def _entry(cells: Sequence[str], fields: Sequence[str]) -> tuple[Protected, bool]:
    """Make one row an entry, and say whether its level was unknown."""
    values: dict[str, list[str]] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and cell.strip():
            values.setdefault(field, []).extend(_parts(cell) if field in DETAILS else [cell.strip()])
    if not values.keys() - {"aliases", "kind", "level", "why"}:
        return Protected(id="", name=""), False  # an alias of nobody: the name itself is missing
    for alias in values.pop("aliases", []):
        values.setdefault(_sort(alias), []).append(alias)
    name, kind, why = (" ".join(values.pop(field, [])) for field in ("name", "kind", "why"))
    level = " ".join(values.pop("level", [])).casefold()
    field = _KIND_OF.get(kind.casefold(), "")
    if field and name:
        values.setdefault(field, []).insert(0, name)
        name = ""
    details: dict[str, Any] = {detail: tuple(found) for detail, found in values.items()}
    entry = Protected(
        id="",
        name=name,
        kind=kind,
        why=why,
        level=_LEVEL_OF.get(level, Level.FULL),
        **details,
    )
    return entry, bool(level) and level not in _LEVEL_OF


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|;\n]", cell) if part.strip()]


def _sort(alias: str) -> str:
    """Say which detail an alias is, by its looks."""
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", alias):
        return "emails"
    if alias.startswith("@"):
        return "handles"
    if re.fullmatch(r"\+?[\d\s().-]{7,}", alias):
        return "phones"
    if re.search(r"\d", alias) and " " not in alias:
        return "handles"
    if re.match(r"(?:el|la|los|las|the)\s", alias, re.IGNORECASE):
        return "nicknames"
    return "aliases" if " " in alias else "nicknames"


def _together(one: Protected, other: Protected) -> Protected:
    """Join two rows of one name; the stricter level holds."""
    details: dict[str, Any] = {
        field: tuple(dict.fromkeys((*getattr(one, field), *getattr(other, field)))) for field in DETAILS
    }
    order = list(Level)
    level = min(one.level, other.level, key=order.index)
    why = "; ".join(dict.fromkeys(filter(None, (one.why, other.why))))
    return replace(one, kind=one.kind or other.kind, level=level, why=why, **details)


def _unreadable(sentence: str) -> InputError:
    return InputError("register-unreadable", sentence, "Write a CSV file with the heading name, one person a line.")
