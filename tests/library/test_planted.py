"""An index that somebody else put there runs nothing: Whoosh would unpickle it on opening."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import LIND, OTHER, found, put, row

from index.library import Library


class Payload:
    """What runs a command when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.marker),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library") as library:
        library.add([put(tmp_path / "in", row("a", LIND), row("b", OTHER))])
        assert found(library, "bell") == ["b"]
    return tmp_path / "library"


def derived(folder: Path) -> list[Path]:
    """All files that a library makes anew."""
    return [
        path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("library.sqlite3")
    ]


def contents(folder: Path) -> Path:
    return next((folder / "fulltext").rglob("_MAIN_*.toc"))


def in_place_of_the_contents(folder: Path, payload: bytes) -> None:
    contents(folder).write_bytes(payload)


def as_newer_contents(folder: Path, payload: bytes) -> None:
    contents(folder).with_name("_MAIN_99.toc").write_bytes(payload)


def amid_the_contents(folder: Path, payload: bytes) -> None:
    """The schema is pickled within the table of contents."""
    path = contents(folder)
    path.write_bytes(path.read_bytes()[:12] + payload + path.read_bytes()[12:])


def as_a_segment(folder: Path, payload: bytes) -> None:
    for path in (folder / "fulltext").rglob("*.seg"):
        path.write_bytes(payload)


def everywhere(folder: Path, payload: bytes) -> None:
    for path in derived(folder):
        path.write_bytes(payload)


def by_a_link(folder: Path, payload: bytes) -> None:
    elsewhere = folder.parent / "elsewhere"
    shutil.move(folder / "fulltext", elsewhere)
    (folder / "fulltext").symlink_to(elsewhere)
    contents(folder).write_bytes(payload)


PLANTS: tuple[Callable[[Path, bytes], None], ...] = (
    in_place_of_the_contents,
    as_newer_contents,
    amid_the_contents,
    as_a_segment,
    everywhere,
    by_a_link,
)


@pytest.mark.parametrize("plant", PLANTS)
def test_what_was_planted_never_runs(folder: Path, tmp_path: Path, plant: Callable[[Path, bytes], None]) -> None:
    marker = tmp_path / "owned"
    plant(folder, pickle.dumps(Payload(marker)))
    with Library.open(folder) as library:
        assert found(library, "bell") == ["b"], "the index is made anew"
        assert library.quotations("a")
        library.add([put(tmp_path / "in", row("c", OTHER))])
        assert found(library, "bell") == ["b", "c"]
    assert not marker.exists()


def test_the_payload_would_run(tmp_path: Path) -> None:
    """The test tests something."""
    pickle.loads(pickle.dumps(Payload(tmp_path / "owned")))
    assert (tmp_path / "owned").exists()


def test_a_whole_library_of_somebody_elses_index(folder: Path, tmp_path: Path) -> None:
    """An index with a manifest that another library signed, and another token."""
    with Library.open(tmp_path / "other") as other:
        other.add([put(tmp_path / "in2", row("x", OTHER.replace("bell", "gong")))])
        found(other, "gong")
    shutil.rmtree(folder / "fulltext")
    shutil.copytree(tmp_path / "other" / "fulltext", folder / "fulltext")
    with Library.open(folder) as library:
        assert found(library, "gong") == []
        assert found(library, "bell") == ["b"]
