from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import CUT, LIND, OTHER

from index.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles of three outlets."""
    folder = tmp_path / "articles"
    folder.mkdir()
    rows = [("one", "Harbour Times", LIND), ("two", "Coast Wire", CUT), ("three", "Radio Oss", OTHER)]
    lines = [json.dumps({"id": i, "outlet": o, "text": t, "published": "2026-11-02"}) for i, o, t in rows]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        opened.add([str(folder)])
        yield opened
