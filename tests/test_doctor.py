"""`quoth doctor`: works whatever is wrong, writes nothing, and tells no word of an article."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import on, rows
from invented import LIND, put, row

from index import looking
from index.library import Library
from index.store import FILE
from tui import logs, places


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("STATE", "CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("secret-id", LIND, title="A secret title"))])
        library.note("secret-id", "a secret note")
        library.same_words(LIND)
    return tmp_path


def every(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.rglob("*") if p.is_file()}


def told(library: Path) -> dict[str, Any]:
    (found,) = rows(on(library)("doctor", "--json"))
    return found


def test_of_a_sound_library(home: Path) -> None:
    before = every(home)
    found = told(home / "library")
    assert every(home) == before, "it writes nothing"
    library = found["library"]
    assert (library["articles"], library["quotations"], library["notes"]) == (1, 1, 1)
    assert library["format"] == library["format_of_this_version"]
    assert {part["change"] for part in library["beside"].values()} == {1}
    assert {part.get("checksums", "whole") for part in library["beside"].values()} == {"whole"}
    assert library["locks"]["adding.lock"] in ([], None)
    assert found["places"]["library"]["path"] == "~/library"
    assert found["places"]["library"]["mode"] == "0700"
    assert found["packages"]["textual"].startswith("8.")
    assert not [one for one in found["warnings"] if "room" not in one]
    text = on(home / "library")("doctor").output
    for secret in ("secret", "agreement", "Lind", str(home)):
        assert secret not in text, secret


def no_library(home: Path) -> None:
    for path in sorted((home / "library").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


def no_database(home: Path) -> None:
    (home / "library" / FILE).write_bytes(b"this is no database at all, whatever its name says" * 100)


def cut(home: Path) -> None:
    raw = (home / "library" / FILE).read_bytes()
    (home / "library" / FILE).write_bytes(raw[:5000])


def no_text(home: Path) -> None:
    raw = (home / "library" / FILE).read_bytes()
    (home / "library" / FILE).write_bytes(raw.replace(b"CREATE TABLE quotation", b"CREATE \xe3ABLE quotation"))


def no_beside(home: Path) -> None:
    (home / "library" / "fulltext" / "manifest.json").write_bytes(b"[]")


def rotten(home: Path) -> None:
    (home / "library" / "events" / "manifest.json").write_bytes(b"{}")


WRONG: list[tuple[Callable[[Path], None], str]] = [
    (no_database, "the library can't be read"),
    (cut, "the library can't be read"),
    (no_text, "the library can't be read"),
    (no_beside, "the fulltext beside the library is not whole"),
    (rotten, "the events beside the library is not whole"),
]


@pytest.mark.parametrize(("hurt", "warned"), WRONG)
def test_what_is_wrong_is_among_its_warnings(home: Path, hurt: Callable[[Path], None], warned: str) -> None:
    hurt(home)
    before = every(home)
    assert any(warned in one for one in told(home / "library")["warnings"])
    assert every(home) == before


def test_without_a_library(home: Path) -> None:
    no_library(home)
    assert told(home / "library")["library"] == {"there": False}
    assert told(home / "nowhere")["places"]["library"]["there"] is False
    assert not (home / "nowhere").exists()


@pytest.mark.parametrize("text", ["[look\ntheme = 3", "[look]\nthemes = 3\n", "\x00"])
def test_with_settings_that_can_not_be_taken(home: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (home / "config.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv(places.CONFIG, str(home / "config.toml"))
    found = told(home / "library")
    assert found["settings"]["problems"]
    assert any("config validate" in one for one in found["warnings"])
    assert str(home) not in str(found["settings"])


def test_who_holds_the_lock(home: Path) -> None:
    with Library.open(home / "library") as library, library._derived.writing_lock(wait=True):
        assert told(home / "library")["library"]["locks"]["adding.lock"] in ([os.getpid()], None)


def test_a_network_is_warned_of(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = home / "mounts"
    mounts.write_text(f"dev / ext4 rw 0 0\nserver:/x {home.resolve()} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(looking, "MOUNTS", mounts)
    assert told(home / "library")["places"]["library"]["file_system"] == "nfs4"
    assert any("network file system" in one for one in told(home / "library")["warnings"])


def test_the_last_warnings_of_the_log(home: Path) -> None:
    logs.file().parent.mkdir(parents=True)
    lines = [f"2026-11-02T09:00:00Z 1 {level} something number={n}" for n in range(30) for level in ("INFO", "WARNING")]
    logs.file().write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = told(home / "library")["log"]
    assert (len(found), found[-1]) == (20, lines[-1])
