"""The register's command: made, filled, listed without names, carried over; each refusal in one sentence."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from secondsource.cli.main import main
from secondsource.cli.register import register

TABLE = "name,alias,kind,level\nInés Quiroga Bastida,@inesq88,witness,high\nRosa Blanco,,,odd\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "pass").write_text("seven quiet herons\n", encoding="utf-8")
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def run(place: Path, *words: str) -> str:
    """Run a command that has to succeed and return what it prints."""
    ran = CliRunner().invoke(register, [*words, "--passphrase-file", str(place / "pass")], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_from_new_to_export(place: Path) -> None:
    sealed, out = str(place / "people.register"), place / "out.csv"
    run(place, "new", sealed)
    said = run(place, "import", sealed, str(place / "table.csv"), "--ui-language", "es")
    assert "Se añadieron 2 entradas" in said
    assert "Línea 3" in said
    assert "Quiroga" not in said
    run(place, "add", sealed, "--name", "Desmond O'Hanlon", "--phone", "+44 20 7946 0000", "--level", "watch")
    listed = run(place, "list", sealed)
    assert listed.splitlines()[2].split("\t") == ["p-3", "watch", "-", "1"]
    assert "Quiroga" not in listed
    assert "Quiroga" in run(place, "list", sealed, "--names")
    run(place, "export", sealed, str(out))
    assert "Desmond O'Hanlon" in out.read_text(encoding="utf-8")
    assert out.stat().st_mode & 0o077 == 0
    assert b"Quiroga" not in Path(sealed).read_bytes()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["list", "nothing.register"], "register-unreadable"),
        (["new", "table.csv"], "register-exists"),
        (["add", "table.csv", "--name", "Ida Moss"], "register-not-sealed"),
        (["import", "table.csv", "broken.csv"], "register-name"),
    ],
)
def test_a_refusal_says_its_code_and_changes_nothing(
    place: Path, words: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "broken.csv").write_text("name\nBo\n", encoding="utf-8")
    command, *rest = words
    paths = [str(place / word) if word.endswith((".csv", ".register")) else word for word in rest]
    assert main(["register", command, *paths, "--passphrase-file", str(place / "pass")]) == 2
    assert f"[{code}]" in capsys.readouterr().err
    assert (place / "table.csv").read_text(encoding="utf-8") == TABLE
