"""The reader asks the network nothing that its user did not ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import asyncio, sys
from pathlib import Path
asked = []
def look(event, given):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto") or (
        event == "socket.connect" and not isinstance(given[1], str | bytes)
    ):
        asked.append((event, given[1:]))
sys.addaudithook(look)

from index.library import Library
from tui.app import QuothApp

async def read(library):
    app = QuothApp(library)
    async with app.run_test(size=(120, 36)) as pilot:
        for keys in KEYS:
            await pilot.press(*keys)
            await pilot.pause()
            await app.workers.wait_for_complete()

with Library.open(sys.argv[1]) as library:
    library.add([sys.argv[2]])
    library.add_feed("https://wire.example/feed")
    library.check("the talks went on")
    asyncio.run(read(library))
if len(sys.argv) > 3:
    import socket
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("127.0.0.1", 9))
print(asked)
"""
KEYS = [
    ("enter",),
    ("]",),
    ("]",),
    ("d",),
    ("escape",),
    ("M",),
    ("escape",),
    ("T",),
    ("escape",),
    ("f", *"harbour"),
    ("enter",),
    ("escape",),
    ("?",),
    ("escape",),
    ("V",),
    ("escape",),
    ("i",),
    ("escape",),
]
SEEDS = Path(__file__).parent.parent / "seeds"


def asked(tmp_path: Path, *more: str) -> str:
    code = CODE.replace("KEYS", repr(KEYS))
    environment = os.environ | {"HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", code, str(tmp_path / "library"), str(SEEDS), *more]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_reading_adding_and_searching_ask_nobody(tmp_path: Path) -> None:
    assert asked(tmp_path) == "[]"


def test_who_asked_would_be_found_out(tmp_path: Path) -> None:
    assert "socket.connect" in asked(tmp_path, "ask")
