"""Who may open a socket: two modules, each for one reason. Nothing else in the product can reach another machine."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "secondsource"
DOORS = {
    *("asyncio", "asyncore", "ftplib", "http", "imaplib", "nntplib", "poplib", "smtplib", "socket", "socketserver"),
    *("ssl", "telnetlib", "urllib.request", "webbrowser", "xmlrpc"),
    *("aiohttp", "httpx", "paramiko", "requests", "urllib3", "websockets"),
}
"""What can open a connection, of the standard library and beyond."""
ALLOWED = {
    "trust/signing/agent.py": {"socket"},  # a file of this machine: where the ssh-agent listens
    "trust/witness/server.py": {"http", "socket"},  # answers who asks, and calls nobody
    # Threads and time-outs of the drop; it opens nothing, see below. The server hands it what comes in.
    "web/drop/answers.py": {"asyncio"},
    "web/drop/app.py": {"asyncio"},
    "web/drop/flood.py": {"asyncio"},
}


def doors(path: Path) -> set[str]:
    """Return the doors that a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            if isinstance(node, ast.ImportFrom) and node.module
            else []
        )
    }
    return {door for door in DOORS if any(name == door or name.startswith(f"{door}.") for name in names)}


def test_only_the_agent_s_client_and_the_witness_s_server_open_sockets() -> None:
    found = {path.relative_to(SOURCE).as_posix(): doors(path) for path in SOURCE.rglob("*.py")}
    assert {path: opened for path, opened in found.items() if opened} == ALLOWED


def test_the_agent_s_client_knows_files_of_this_machine_only() -> None:
    text = (SOURCE / "trust/signing/agent.py").read_text(encoding="utf-8")
    families = {
        node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute) and "AF_" in node.attr
    }
    assert families == {"AF_UNIX"}


def test_the_witness_s_server_never_connects() -> None:
    text = (SOURCE / "trust/witness/server.py").read_text(encoding="utf-8")
    called = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
    assert not called & {"connect", "connect_ex", "create_connection", "HTTPConnection", "urlopen"}


def test_the_drop_never_connects_and_opens_no_door_of_its_own() -> None:
    harmless = {"wait_for", "create_task", "sleep", "get_running_loop", "run_in_executor"}
    for path in sorted((SOURCE / "web" / "drop").glob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        used = {
            node.attr
            for node in nodes
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "asyncio"
        }
        assert used <= harmless, path
        called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        assert not called & {
            "connect",
            "create_connection",
            "open_connection",
            "create_server",
            "start_server",
            "sendto",
        }
