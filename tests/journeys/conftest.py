"""The sample in a library of its own, read once and copied for each journey."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def read_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with the sample's articles."""
    folder = tmp_path_factory.mktemp("journeys") / "library"
    with Library.open(folder) as library:
        library.add([str(SEEDS)])
    return folder


@pytest.fixture
def sample(read_sample: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of it, open."""
    shutil.copytree(read_sample, tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        yield library
