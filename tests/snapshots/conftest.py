"""The sample's library, read once; the screens as text, with what their marks are made of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from index.library import Library

SEEDS = Path(__file__).parents[2] / "seeds"


class Text(SingleFileSnapshotExtension):
    """A file for each screen, to be read with `less`."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Text)


@pytest.fixture(scope="session")
def read_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with the sample's articles."""
    folder = tmp_path_factory.mktemp("snapshots") / "library"
    with Library.open(folder, sample=True) as library:
        library.add([str(SEEDS)])
    return folder


@pytest.fixture
def sample(read_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A copy of it, open; whatever the one who runs the tests wants of colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    shutil.copytree(read_sample, tmp_path / "library")
    with Library.open(tmp_path / "library", sample=True) as library:
        yield library
