"""Are the files of a folder as they were written?

A list beside them holds size, time and checksum of each. Whoever changes them says so first: a list that was left open
by a crash vouches for nothing, and neither does one that is damaged itself; then the files' own forms are relied on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal
from zlib import crc32

LIST: Final = "digests.json"
# what is looked through on each opening, in some 30 ms: the postings of 60,000 articles. Of more only sizes and times
LOOKED_THROUGH: Final = 32 << 20
AT_ONCE: Final = 1 << 20  # bytes read
TRIES: Final = 3  # another process may change list and files between the two looks

Mark = tuple[int, int, int]  # size, time, checksum
State = Literal["whole", "damaged", "unknown"]


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Inside, files of the folder may change; afterwards the list holds them as they are then."""
    _write(folder, None)
    yield
    _write(folder, {node.name: _mark(node) for node in sorted(folder.iterdir()) if _is_listed(node)})


def state(folder: Path, *, thorough: bool = False) -> State:
    """Whether the files are as they were written: "unknown" where no list says so.

    Of many bytes only a `thorough` look finds one that changed without the file's time.
    """
    for _ in range(TRIES):
        raw, marks = _read(folder)
        if marks is None:
            return "unknown"
        thorough = thorough or sum(size for size, _, _ in marks.values()) <= LOOKED_THROUGH
        if all(_agrees(folder / name, mark, thorough) for name, mark in marks.items()):
            return "whole"
        if raw == _read(folder)[0]:
            return "damaged"
    return "unknown"


def _is_listed(node: Path) -> bool:
    return node.is_file() and node.name != LIST and not node.name.endswith(".new")


def _agrees(path: Path, mark: Mark, thorough: bool) -> bool:
    try:
        found = path.stat()
        if found.st_size != mark[0]:
            return False
        return (not thorough and found.st_mtime_ns == mark[1]) or _checksum(path) == mark[2]
    except OSError:
        return False


def _mark(path: Path) -> Mark:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, _checksum(path)


def _checksum(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            found = crc32(part, found)
    return found


def _read(folder: Path) -> tuple[bytes, dict[str, Mark] | None]:
    """The list as it lies there; None where it is open, damaged or missing."""
    try:
        raw = (folder / LIST).read_bytes()
    except OSError:
        return b"", None
    checksum, _, text = raw.partition(b"\n")
    if checksum != b"%08x" % crc32(text):
        return raw, None
    marks = json.loads(text)
    return raw, None if marks is None else {name: (mark[0], mark[1], mark[2]) for name, mark in marks.items()}


def _write(folder: Path, marks: dict[str, Mark] | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(marks).encode()
    beside = folder / f"{LIST}.new"
    beside.write_bytes(b"%08x\n%b" % (crc32(text), text))
    beside.replace(folder / LIST)
