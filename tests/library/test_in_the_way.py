"""What stands in a library where a file of its own should: each command says so, and nothing that was made is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import breaking
import pytest
from commands import on

from index.library import Library

COMMANDS = (("search", "bell"), ("show", "a"), ("add", "{new}"), ("index", "check"))
NEW = "Ferry goes\n\n“We sail at dawn whatever the ice does,” said Ada Lind of the harbour.\n"


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("/nonexistent/quoth")


def _closed(path: Path) -> None:
    path.chmod(0)


WAYS: dict[str, Callable[[Path], None]] = {
    "a folder": _a_folder,
    "a link to nothing": _a_link_to_nothing,
    "closed": _closed,
}
# root may read all; without this it may what others may
POWERLESS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    breaking.filled(folder)
    breaking.own(folder, lambda _: None)
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    return folder


def files_of(library: Path) -> list[str]:
    """The first of each kind of file."""
    there = sorted(path.relative_to(library) for path in library.rglob("*") if path.is_file())
    return [str(path) for path in {(path.parent, path.suffix): path for path in reversed(there)}.values()]


def asked(library: Path, new: Path, closed: bool) -> list[tuple[int, str]]:
    """How each command ends, and what it says."""
    told = []
    for command in COMMANDS:
        words = [word.format(new=new) for word in command]
        line = [sys.executable, "-m", "tui", "--library", str(library), *words]
        if closed and os.geteuid() == 0:
            line = [*POWERLESS, *line]
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)
        told.append((done.returncode, done.stderr))
    return told


@pytest.mark.parametrize("way", WAYS)
def test_it_is_said_and_nothing_is_lost(made: Path, tmp_path: Path, way: str) -> None:
    if way == "closed" and os.geteuid() == 0 and not shutil.which(POWERLESS[0]):
        pytest.skip("root reads what is closed, and there is no setpriv")
    names = files_of(made / "library")
    assert len(names) > 8
    for number, name in enumerate(names):
        library = tmp_path / str(number) / "library"
        shutil.copytree(made / "library", library)
        with Library.open(library) as opened:
            opened.search("bell")  # what was copied is made again
        path = library / name
        if not path.exists():
            continue
        kept = path.read_bytes()
        WAYS[way](path)
        for code, said in asked(library, made / "new.txt", way == "closed"):
            assert code in (0, 2), (name, said)
            assert "Traceback" not in said, (name, said)
            assert code == 0 or said.startswith("quoth: "), (name, said)
        if name == "library.sqlite3":
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
            path.write_bytes(kept)
        elif path.is_symlink() or path.exists():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        with Library.open(library) as opened:
            assert all(see(opened) for see in breaking.SEEN.values()), name
            assert opened.prove().wrong == (), name
        assert on(library)("index", "check").exit_code == 0
