"""Set up Second Source in `.venv`, from nothing but a Python 3.11 and the standard library.

Usage: python3 tools/bootstrap.py [runtime|develop]

Everything is pinned by hash in `requirements/`. A second run finds its stamp and touches no network. Machines
without `ensurepip` (Debian and Ubuntu split it off) are served from the system's own packages.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPT = """import sys

from secondsource.cli.main import main

if __name__ == "__main__":  # worker processes import this file as well
    sys.exit(main())
"""
FILES = {
    "runtime": ["runtime.txt", "spanish.txt"],
    "develop": ["develop.txt", "spanish.txt", "interop.txt", "formats.txt"],
}
BUILT_HERE = {"formats.txt": ("g++", "pkg-config", "libicu-dev")}
"""What holds a package without a wheel, and the system's packages that build it; tests do without where that fails."""
OTHER_PYTHON = {"interop.txt"}
"""What declares another Python than ours and runs in it nevertheless, as its tests here show."""
GO_LIBRARY = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/note")
"""Where Debian's golang-golang-x-mod-dev puts the library that the tests against Go are built with."""


def say(sentence: str) -> None:
    """Tell the person waiting what happens now."""
    print(f"[setup] {sentence}", flush=True)


def stamp_for(level: str) -> str:
    """Return the digest of everything this level installs, so that a changed pin is noticed."""
    digest = hashlib.sha256(sys.version.encode())
    for name in FILES[level]:
        digest.update((ROOT / "requirements" / name).read_bytes())
    digest.update((ROOT / "requirements" / "node" / "package-lock.json").read_bytes())
    digest.update((ROOT / "pyproject.toml").read_bytes())
    return digest.hexdigest()


def run(*command: str | Path) -> None:
    """Run a command of the set-up; its failure ends the set-up with one sentence."""
    result = subprocess.run([str(part) for part in command], check=False, cwd=ROOT)
    if result.returncode != 0:
        sys.exit(
            f"[setup] This step failed: {' '.join(str(p) for p in command)}. Read the lines above, then run it again."
        )


def make_venv() -> Path:
    """Create `.venv` where it is missing and return its Python; bring pip where Debian left it out."""
    python = VENV / "bin" / "python"
    if not python.exists():
        say("Creating .venv")
        run(sys.executable, "-m", "venv", "--without-pip", VENV)
    if not quietly(python, "-m", "pip", "--version"):
        give_pip(python)
    return python


def give_pip(python: Path) -> None:
    """Put pip into the environment: by ensurepip, by the system's own pip, or from the system's packages."""
    for _ in range(2):
        if quietly(python, "-m", "ensurepip"):
            return
        if quietly(sys.executable, "-m", "pip", "--python", python, "install", "pip"):
            return
        say("This Python came without pip; asking the system's packages for it")
        if not system_package("python3-venv", "python3-pip"):
            break
    sys.exit("[setup] This Python has no pip. Install the packages python3-venv and python3-pip, then run it again.")


def quietly(*command: str | Path) -> bool:
    """Run a command without its output; say whether it worked."""
    return subprocess.run([str(part) for part in command], check=False, capture_output=True).returncode == 0


def system_package(*names: str) -> bool:
    """Install packages of Debian or Ubuntu where we may; say whether it worked."""
    if not shutil.which("apt-get"):
        return False
    rights: list[str] = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and not shutil.which("sudo"):
        return False
    silent = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    quietly(*rights, *silent, "update")
    return quietly(*rights, *silent, "install", "-y", *names)


def install(python: Path, level: str) -> None:
    """Install the pinned packages, the Spanish model and the project itself."""
    pip: list[str | Path] = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    for name in FILES[level]:
        say(f"Installing requirements/{name} (hash-checked)")
        asked = ["--ignore-requires-python"] if name in OTHER_PYTHON else []
        step = [*pip, "--no-deps", "--require-hashes", *asked, "-r", ROOT / "requirements" / name]
        if name not in BUILT_HERE:
            run(*step)
        elif not quietly(*step) and not (system_package(*BUILT_HERE[name]) and quietly(*step)):
            say(f"Not installed: the tests that need it are left out and say so. They need {BUILT_HERE[name]}.")
    # A path file instead of an editable install: no build back end needed to run, and nothing to rebuild.
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (Path(site) / "secondsource-here.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    script = VENV / "bin" / "secondsource"
    script.write_text(f"#!{python}\n{SCRIPT}", encoding="utf-8")
    script.chmod(0o755)


def browser() -> None:
    """Bring a Chromium for the page tests where the machine has none and we may install one."""
    if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return
    say("Asking the system's packages for Chromium, for the page tests")
    system_package("chromium")
    if not shutil.which("chromium"):
        say("No Chromium found: the page tests will be left out and say so. Install the package `chromium` for them.")


def go() -> None:
    """Bring Go and its library of signed notes, for the tests that let it check what we write."""
    if shutil.which("go") and GO_LIBRARY.is_dir():
        return
    say("Asking the system's packages for Go, for the tests against another implementation")
    system_package("golang-go", "golang-golang-x-mod-dev")
    if not (shutil.which("go") and GO_LIBRARY.is_dir()):
        say("No Go found: those tests are left out and say so. Install golang-go and golang-golang-x-mod-dev for them.")


def node() -> None:
    """Bring the npm package that combines our shares, pinned by hash; no script of it is run."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "requirements" / "node" / name, VENV / name)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    if not shutil.which("npm") or not quietly("npm", "ci", "--prefix", VENV, *quiet):
        say("No Node or no npm registry: the tests against its share library are left out and say so.")


def age() -> None:
    """Bring the stock `age`, which must open whatever is sealed here.

    Debian's tor is not asked for: its package starts a service that goes out into the network. Where it is installed,
    a test lets it read the onion service's file.
    """
    if shutil.which("age"):
        return
    say("Asking the system's packages for age, for the tests that let it open what is sealed here")
    if not system_package("age"):
        say("No age found: those tests are left out and say so. Install the package `age` for them.")


def postgresql() -> None:
    """Bring a PostgreSQL server, for the desk's tests on the database that teams choose."""
    if shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return
    say("Asking the system's packages for PostgreSQL, for the desk's tests on it")
    if not system_package("postgresql"):
        say("No PostgreSQL found: those tests are left out and say so. Install the package `postgresql` for them.")


def main() -> None:
    """Do the set-up once; do nothing the second time."""
    level = sys.argv[1] if len(sys.argv) > 1 else "runtime"
    if level not in FILES:
        sys.exit("[setup] Say `runtime` or `develop`.")
    if sys.version_info < (3, 11):  # noqa: UP036 - it is exactly an older Python that must be told
        sys.exit("[setup] Second Source needs Python 3.11 or newer. Install it, then run: make PYTHON=python3.11 ...")
    stamps = [VENV / f".stamp-{name}" for name in (["develop"] if level == "develop" else ["develop", "runtime"])]
    wanted = {stamp: stamp_for(stamp.name.removeprefix(".stamp-")) for stamp in stamps}
    if any(stamp.exists() and stamp.read_text(encoding="utf-8") == value for stamp, value in wanted.items()):
        return
    python = make_venv()
    install(python, level)
    if level == "develop":
        browser()
        go()
        node()
        age()
        postgresql()
    (VENV / f".stamp-{level}").write_text(stamp_for(level), encoding="utf-8")
    say("Ready.")


if __name__ == "__main__":
    main()
